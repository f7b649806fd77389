// JSON to and from this site, with the words of a refusal always ready to show.

const LOST = "Le site ne répond pas. Vérifiez la connexion : rien n’est perdu, réessayez.";
const ODD = "Le site a répondu d’une façon inattendue. Réessayez dans un instant.";

/** `{ok, status, body, message}`; never throws. `message` is French when `ok` is false. */
export async function getJson(address) {
  return answer(() => fetch(address, { headers: { Accept: "application/json" } }));
}

/** The same for a POST. A token that is missing or old is asked again once. */
export async function postJson(address, content, { keepalive = false } = {}) {
  const text = JSON.stringify(content);
  const first = await answer(() => send(address, text, token(), keepalive));
  if (first.status !== 403 || !first.body?.csrf) return first;
  renew(first.body.csrf);
  return answer(() => send(address, text, first.body.csrf, keepalive));
}

function send(address, body, csrf, keepalive) {
  const headers = { Accept: "application/json", "Content-Type": "application/json" };
  if (csrf) headers["X-CSRFToken"] = csrf;
  return fetch(address, { method: "POST", headers, body, keepalive });
}

async function answer(ask) {
  let response;
  try {
    response = await ask();
  } catch {
    return { ok: false, status: 0, body: null, message: LOST };
  }
  let body = null;
  try {
    body = response.status === 204 ? null : await response.json();
  } catch {
    return { ok: false, status: response.status, body: null, message: ODD };
  }
  const message = body?.error?.message ?? (response.ok ? "" : ODD);
  return { ok: response.ok, status: response.status, body, message };
}

const meta = () => document.querySelector('meta[name="csrf-token"]');
const token = () => meta()?.content ?? "";

function renew(value) {
  let found = meta();
  if (!found) {
    found = document.createElement("meta");
    found.name = "csrf-token";
    document.head.append(found);
  }
  found.content = value;
}
