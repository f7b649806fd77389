// Answering without leaving the page: what a question and a lab share. The forms work without it.

const WAIT_MS = 15000;

/** Send the form; the response to show, after asking for a new token if the page's was old. */
export async function post(form) {
  const response = await send(form);
  const kind = response.headers.get("Content-Type") || "";
  if (response.status !== 403 || !kind.includes("json")) return response;
  await renew(form, response);
  return send(form);
}

function send(form) {
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

/** What to tell when the server did not take the answer. */
export function explain(text) {
  try {
    return JSON.parse(text).error.message;
  } catch {
    // Not JSON: an error page; our own sentence is clearer.
    return "La réponse n’a pas pu être enregistrée. Elle reste ici ; réessayez.";
  }
}

export const OFFLINE =
  "La réponse n’est pas partie : le réseau ne répond pas. Elle reste ici ; réessayez.";

/** A session just began: the other forms of this page need its token too. */
export function shareToken(value) {
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

/** Tie *field* to the text of that id, besides what describes it already. */
export function describe(field, id) {
  const others = (field.getAttribute("aria-describedby") ?? "").split(" ").filter(Boolean);
  field.setAttribute("aria-describedby", [...new Set([...others, id])].join(" "));
}

/** One polite line under the form. */
export function say(form, text) {
  let line = form.querySelector(".form-status");
  if (!line) {
    line = document.createElement("p");
    line.className = "form-status";
    line.setAttribute("role", "status");
    form.append(line);
  }
  line.textContent = text;
}
