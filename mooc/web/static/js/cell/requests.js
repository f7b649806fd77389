// What Python may ask of the page, for this exercise and no other. Whatever writes something on
// the server waits for a click on a button of the page: code alone cannot spend an attempt.

import { getJson, postJson } from "./http.js";

const OTHER = "Cette page ne répond que pour son propre exercice.";
const DECLINED = "Vous avez refusé cette demande.";
const BUSY = "Une autre demande attend déjà votre réponse, sous le code.";

/**
 * `slug`: the exercise of the page. `ask({text, yes})` resolves to true or false;
 * `shown(result)` displays a verdict; `learner()` says that a learner exists from now on.
 */
export function makeRequests({ slug, ask, shown, refused, learner }) {
  const base = `/exercices/${encodeURIComponent(slug)}/`;
  let asking = false;
  let issued = false;
  let challenge = null; // the slug of the one whose data this page gave

  async function confirmed(question) {
    if (asking) throw new Error(BUSY);
    asking = true;
    try {
      if (!(await ask(question))) throw new Error(DECLINED);
    } finally {
      asking = false;
    }
  }

  async function dataRequest({ set }) {
    if (set === "practice") return unwrap(await getJson(`${base}essai.json`));
    if (set === "challenge") {
      const open = unwrap(await getJson(`${base}defi.json`));
      challenge = open.challenge;
      return open;
    }
    if (set !== "issued") throw new Error("Ce jeu de données n’existe pas.");
    if (!issued) await confirmed({ text: ISSUE, yes: "Recevoir mes données d’épreuve" });
    const body = unwrap(await postJson(`${base}epreuve`, {}));
    issued = true;
    learner();
    return body;
  }

  /** To a challenge: to the one of this exercise, and no other. */
  async function compete({ ids, predictions, card }) {
    const count = Array.isArray(predictions) ? predictions.length : 0;
    const text =
      `Votre code veut remettre ${count.toLocaleString("fr-FR")} prédictions au défi. ` +
      "Chaque remise compte dans le nombre permis.";
    await confirmed({ text, yes: "Envoyer" });
    return send(`/defis/${encodeURIComponent(challenge)}/remise`, { ids, predictions, card });
  }

  // `gap` is what a notebook opened before calls the quantity.
  async function handIn(payload) {
    if (payload.challenge === undefined) return handInExercise(payload);
    if (!challenge || payload.challenge !== challenge) throw new Error(OTHER);
    return compete(payload);
  }

  async function handInExercise({ issue, ids, predictions, gap, quantity = gap, card }) {
    const content = { issue, ids, predictions, quantity, card };
    const count = Array.isArray(predictions) ? predictions.length : 0;
    const value = Number(quantity).toLocaleString("fr-FR", { maximumFractionDigits: 4 });
    const text =
      `Votre code veut remettre ${count.toLocaleString("fr-FR")} prédictions et la valeur que ` +
      `vous avez calculée\u00a0: ${value}. Chaque remise compte dans le nombre permis.`;
    await confirmed({ text, yes: "Envoyer" });
    return send(`${base}remise`, content);
  }

  async function send(address, content) {
    for (;;) {
      const result = await postJson(address, content);
      if (result.ok) {
        learner();
        shown(result.body);
        return result.body;
      }
      // A refusal may be the network's: the learner decides whether to send again.
      if (!(await refused(result.message))) throw new Error(result.message);
    }
  }

  const KINDS = { "data-request": dataRequest, "hand-in": handIn };

  /** The reply to one request, `{ok, payload, message}`. */
  return async function handle(kind, text) {
    try {
      const act = Object.hasOwn(KINDS, kind) ? KINDS[kind] : null;
      const payload = JSON.parse(text);
      if (!act || payload === null || typeof payload !== "object") throw new Error(OTHER);
      if (payload.exercise !== slug) throw new Error(OTHER);
      return { ok: true, payload: JSON.stringify(await act(payload)) };
    } catch (error) {
      return { ok: false, message: error.message };
    }
  };
}

const ISSUE =
  "Votre code demande vos données d’épreuve. Elles sont tirées pour vous seul·e : le site crée " +
  "alors un dossier sans nom et le retient par un cookie nécessaire.";

function unwrap({ ok, body, message }) {
  if (!ok) throw new Error(message);
  return body;
}
