// Keeps the learner's code on the server, at most ten seconds after a change.
// Nothing goes to localStorage: two pupils may share this computer.

import { getJson, postJson } from "./http.js";

const CALM = 2000; // after the last key
const LATEST = 8000; // after the first change that is not kept yet

/** `say(text, action)` shows a line, with a button when `action` is `{label, run}`. */
export function makeDrafts(address, say) {
  let cells = null; // what is to be kept
  let known = true; // until the server says that it knows no learner here
  let busy = false;
  let calm = 0;
  let latest = 0;

  function changed(next) {
    cells = next;
    if (!known) return offer();
    clearTimeout(calm);
    calm = setTimeout(save, CALM);
    if (!latest) latest = setTimeout(save, LATEST);
  }

  async function save({ keep = false, keepalive = false } = {}) {
    clearTimeout(calm);
    clearTimeout(latest);
    latest = 0;
    if (cells === null || busy) return;
    const sent = cells;
    busy = true;
    const content = keep ? { cells: sent, keep: true } : { cells: sent };
    const { ok, status, message } = await postJson(address, content, { keepalive });
    busy = false;
    if (ok) {
      known = true;
      if (cells === sent) cells = null;
      else changed(cells);
      say(`Votre code est gardé (${clock()}).`);
    } else if (status === 401 || status === 409) {
      known = false;
      offer();
    } else {
      say(`Votre code n’est pas gardé. ${message}`, { label: "Réessayer", run: () => save() });
      if (!latest) latest = setTimeout(save, LATEST);
    }
  }

  function offer() {
    say("Votre code n’est pas encore gardé : il disparaîtra avec cette page.", {
      label: "Garder mon code",
      run: () => save({ keep: true }),
    });
  }

  addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && known) save({ keepalive: true });
  });

  return {
    changed,
    /** The kept code by cell id, `{}` when there is none. */
    async load() {
      const { ok, body } = await getJson(address);
      return ok && body && typeof body.cells === "object" ? (body.cells ?? {}) : {};
    },
    /** A learner exists from now on: what waited can be kept. */
    learnerKnown() {
      known = true;
      if (cells !== null) save();
    },
  };
}

const clock = () => new Date().toLocaleTimeString("fr-FR", { hour: "2-digit", minute: "2-digit" });
