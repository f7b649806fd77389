// Answering without leaving the page. The form works without this script.

import { explain, OFFLINE, post, say, shareToken } from "../answer.js";

export default function question(section) {
  section.addEventListener("submit", (event) => {
    event.preventDefault();
    send(section, event.target);
  });
}

async function send(section, form) {
  const button = form.querySelector("button[type=submit]");
  if (button.getAttribute("aria-disabled") === "true") return;
  button.setAttribute("aria-disabled", "true");
  say(form, "Envoi…");
  try {
    await show(section, await post(form));
  } catch {
    // What was typed stays in the form: nothing is lost.
    say(form, OFFLINE);
  } finally {
    button.removeAttribute("aria-disabled");
  }
}

async function show(section, response) {
  const text = await response.text();
  if (response.status !== 200 && response.status !== 422) {
    say(section.querySelector("form"), explain(text));
    return;
  }
  section.innerHTML = text;
  section.classList.toggle("is-passed", Boolean(section.querySelector(".question-state")));
  const target = section.querySelector("[data-feedback], [role=alert], .question-feedback, h3");
  target.tabIndex = -1;
  target.focus();
  const token = section.querySelector("input[name=csrf_token]");
  if (token) shareToken(token.value);
}
