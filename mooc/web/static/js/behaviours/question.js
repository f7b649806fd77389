// Answering without leaving the page. The form works without this script.

import { describe, explain, OFFLINE, post, say, shareToken } from "../answer.js";

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
  const token = section.querySelector("input[name=csrf_token]");
  if (token) shareToken(token.value);
  placeLearned(section);
  if (response.status === 422) goToField(section);
  else goToVerdict(section);
}

// The table of a page that measures comes with the answer: it belongs at the end of the page.
function placeLearned(section) {
  const learned = section.querySelector("template[data-learned]");
  if (!learned) return;
  document.getElementById("appris")?.replaceChildren(learned.content);
  learned.remove();
}

// The field to correct, tied to what is wrong with it.
function goToField(section) {
  const error = section.querySelector(".field-error");
  const field =
    section.querySelector("[aria-invalid=true]") ?? section.querySelector("form input:not([type=hidden])");
  if (error) describe(field, error.id);
  field.focus();
}

// The verdict has the focus and says its name: a role of status beside it would say it twice. With one
// answer given, the remark about it is heard at once; the others follow, each beside its choice.
function goToVerdict(section) {
  const verdict = section.querySelector(".verdict") ?? section.querySelector(".question-title");
  if (verdict.matches(".verdict")) {
    verdict.setAttribute("role", "group");
    verdict.setAttribute("aria-label", verdict.textContent.trim());
    const given = section.querySelector("input[type=radio]:checked, input[type=text]");
    const told = given?.getAttribute("aria-describedby") ?? "";
    for (const id of told.split(" ").filter((name) => name.endsWith("-note"))) describe(verdict, id);
  }
  verdict.tabIndex = -1;
  verdict.focus();
}
