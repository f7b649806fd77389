// A no-code lab: loads its script, sends its answer, shows the verdict. Without this script the form
// works: « Calculer sans envoyer » asks the server.
//
// The lab's own module (data-script) exports a function (root, { data, form, say }): it draws, counts
// and says; it may return { attempt(button) } for the buttons that only try.

import { describe, explain, OFFLINE, post, say as status, shareToken } from "../answer.js";
import { announcer } from "../lab/live.js";

export default async function lab(root) {
  const form = root.querySelector("form");
  const data = JSON.parse(root.querySelector("script[data-lab]").textContent);
  const say = announcer(root.querySelector("[data-live]"));
  // The bench says its results once, when the hand pauses; its <output>s would say each step as well.
  for (const output of root.querySelectorAll("output")) output.setAttribute("aria-live", "off");
  let bench = null;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const button = event.submitter;
    if (button?.name && button.name !== "envoyer") bench?.attempt?.(button);
    else send(root, form);
  });
  if (root.dataset.script) {
    const module = await import(root.dataset.script);
    bench = (await module.default(root, { data, form, say })) ?? null;
  }
  root.dataset.ready = "true";
}

async function send(root, form) {
  if (root.getAttribute("aria-busy") === "true") return;
  root.setAttribute("aria-busy", "true");
  status(form, "Envoi…");
  try {
    await show(root, form, await post(form));
  } catch {
    // What was set stays on the bench: nothing is lost.
    status(form, OFFLINE);
  } finally {
    root.removeAttribute("aria-busy");
  }
}

async function show(root, form, response) {
  const text = await response.text();
  const refusal = root.querySelector("[data-refusal]");
  clear(form, refusal);
  if (response.status === 422) return refuse(form, refusal, text);
  if (response.status !== 200) {
    status(form, explain(text));
    return;
  }
  status(form, "");
  const place = root.querySelector("[data-verdict]");
  place.innerHTML = text;
  const seen = place.querySelector("[data-attempts]");
  if (seen) form.elements.attempt.value = seen.dataset.attempts;
  const token = place.querySelector("input[name=csrf_token]");
  if (token) shareToken(token.value);
  place.querySelector("[data-feedback]").focus();
}

function clear(form, refusal) {
  refusal.textContent = "";
  for (const field of form.querySelectorAll("[aria-invalid]")) field.removeAttribute("aria-invalid");
}

function refuse(form, refusal, text) {
  status(form, "");
  refusal.innerHTML = text;
  const message = refusal.querySelector("[data-field]");
  if (!message) {
    status(form, explain(text));
    return;
  }
  const named = form.elements[message.dataset.field];
  const field = named instanceof RadioNodeList ? named[0] : named;
  if (!field) {
    message.tabIndex = -1;
    message.focus();
    return;
  }
  // The field that takes the focus says the message: an alert would say it a second time.
  message.removeAttribute("role");
  field.setAttribute("aria-invalid", "true");
  describe(field, message.id);
  field.focus();
}
