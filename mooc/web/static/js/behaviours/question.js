// Answering without leaving the page. The form works without this script.

const WAIT_MS = 15000;

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
    const response = await post(form);
    const kind = response.headers.get("Content-Type") || "";
    if (response.status === 403 && kind.includes("json")) {
      await renew(form, response);
      const again = await post(form);
      return await show(section, again);
    }
    await show(section, response);
  } catch {
    // What was typed stays in the form: nothing is lost.
    say(form, "La réponse n’est pas partie : le réseau ne répond pas. Elle reste ici ; réessayez.");
  } finally {
    button.removeAttribute("aria-disabled");
  }
}

function post(form) {
  return fetch(form.action, {
    method: "POST",
    body: new URLSearchParams(new FormData(form)),
    headers: { "X-Fragment": "question", Accept: "application/json, text/html;q=0.9" },
    signal: AbortSignal.timeout(WAIT_MS),
  });
}

// The page was opened before the first answer was given in another tab: take the token offered.
async function renew(form, response) {
  const { csrf } = await response.json();
  let field = form.elements.csrf_token;
  if (!field) {
    field = Object.assign(document.createElement("input"), { type: "hidden", name: "csrf_token" });
    form.append(field);
  }
  field.value = csrf;
}

async function show(section, response) {
  const text = await response.text();
  if (response.status !== 200 && response.status !== 422) {
    let message = "La réponse n’a pas pu être enregistrée. Elle reste ici ; réessayez.";
    try {
      message = JSON.parse(text).error.message;
    } catch {
      // Not JSON: an error page; our own sentence is clearer.
    }
    say(section.querySelector("form"), message);
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

// A session just began: the other forms of this page need its token too.
function shareToken(value) {
  for (const form of document.querySelectorAll("form[method=post]")) {
    if (form.elements.csrf_token) form.elements.csrf_token.value = value;
    else {
      form.append(
        Object.assign(document.createElement("input"), {
          type: "hidden",
          name: "csrf_token",
          value,
        }),
      );
    }
  }
}

function say(form, text) {
  let line = form.querySelector(".form-status");
  if (!line) {
    line = document.createElement("p");
    line.className = "form-status";
    line.setAttribute("role", "status");
    form.append(line);
  }
  line.textContent = text;
}
