// One cell on the screen: its title, its editor, its buttons, what it answered.

import { makeEditor } from "./editor.js";
import { sanitise } from "./sanitise.js";

const MAX_TEXT = 100000;
const LONG = 30; // seconds
const STATES = {
  queued: "En attente : démarrera dès que Python est prêt.",
  running: "En cours…",
  long: "Toujours en cours. Si rien n’avance, arrêtez : votre code reste là.",
  dropped: "Non exécutée : une cellule précédente a échoué ou a été arrêtée.",
  stopped: "Arrêtée.",
};

/**
 * Build the view of `cell`, a code cell with its `checks`.
 * `act` holds run(cell, next), check(cell), stop(), changed(cell, source).
 */
export function makeCellView(cell, number, act) {
  const root = element("section", { className: "cell", id: `cellule-${number}` });
  const name = cell.title ? `Cellule ${number} : ${cell.title}` : `Cellule ${number}`;
  const heading = element("h3", { className: "cell-title", textContent: name, tabIndex: -1 });
  heading.id = `titre-${number}`;
  root.setAttribute("aria-labelledby", heading.id);
  const editor = makeEditor({
    id: `code-${number}`,
    label: `Code de la cellule ${number}`,
    source: cell.draft ?? cell.source,
    hint: "aide-clavier",
    onChange: (source) => {
      restore.show(source);
      act.changed(cell, source);
    },
    onRun: (next) => act.run(cell, next),
  });
  const run = button("Exécuter", "primary", () => act.run(cell, false));
  const stop = button("Arrêter", "danger", act.stop);
  stop.hidden = true;
  const restore = makeRestore(cell, editor);
  const bar = element("div", { className: "cell-bar" });
  const verify = button("Vérifier", "plain", () => act.check(cell));
  verify.hidden = cell.checks.length === 0;
  const state = element("span", { className: "cell-state" });
  state.setAttribute("role", "status");
  const hints = makeHints(cell.hints);
  bar.append(run, stop, verify, hints.button, restore.root, state);
  const output = region(`Résultat de la cellule ${number}`, "cell-output");
  const advice = region(`Vérification de la cellule ${number}`, "cell-output cell-advice");
  root.append(heading, ...changedNotice(cell), editor.root, bar, hints.list, output, advice);
  restore.show(editor.value);
  const out = makeOutput(output);
  const checked = makeOutput(advice);
  let clock = 0;

  return {
    root,
    cell,
    editor,
    label: `<cellule ${number}>`,
    focus: () => heading.focus(),
    queued() {
      out.clear();
      say(STATES.queued);
      root.dataset.state = "queued";
    },
    started() {
      out.clear();
      root.dataset.state = "running";
      stop.hidden = false;
      const from = performance.now();
      say(STATES.running);
      clearInterval(clock);
      // The seconds are for the eye: repeated aloud they would cover everything else.
      clock = setInterval(() => {
        const passed = Math.round((performance.now() - from) / 1000);
        state.dataset.seconds = ` ${passed} s`;
        // Nothing tells a long computation from a loop without end, or from a dead worker.
        if (passed === LONG) state.textContent = STATES.long;
      }, 1000);
    },
    output: out.add,
    done({ ok, error, milliseconds }) {
      finish(ok ? "done" : "error");
      say(ok ? `Terminée en ${seconds(milliseconds)}.` : "Terminée avec une erreur.");
      if (error) out.failure(error);
    },
    /** What « Vérifier » says: hints, worth no points. */
    verdict: {
      queued() {
        checked.clear();
        checked.add({ kind: "note", data: "Vérification en attente : Python démarre." });
      },
      started: checked.clear,
      output: checked.add,
      done: ({ error }) => error && checked.failure({ ...error, line: 0, source: "" }),
      dropped() {
        checked.clear();
        checked.add({ kind: "note", data: "Pas vérifiée : exécutez d’abord la cellule." });
      },
    },
    dropped(running) {
      finish(running ? "stopped" : "dropped");
      say(running ? STATES.stopped : STATES.dropped);
    },
  };

  function finish(word) {
    clearInterval(clock);
    if (stop.contains(document.activeElement)) run.focus();
    stop.hidden = true;
    root.dataset.state = word;
  }

  function say(text) {
    delete state.dataset.seconds;
    state.textContent = text;
  }
}

function region(label, className) {
  const made = element("div", { className, tabIndex: -1, hidden: true });
  made.setAttribute("role", "region");
  made.setAttribute("aria-label", label);
  made.setAttribute("aria-live", "polite");
  return made;
}

/** A kept draft meets a cell that its author has changed: both are there, and it is said. */
function changedNotice(cell) {
  if (!cell.changed || cell.draft === undefined) return [];
  const text =
    "Le code de départ de cette cellule a changé depuis votre dernière visite. Voici le vôtre ; " +
    "« Remettre le code de départ » montre le nouveau.";
  return [element("p", { className: "cell-changed", textContent: text })];
}

/** Hints one after the other, asked for by the learner. */
function makeHints(hints) {
  const list = element("ol", { className: "cell-hints", hidden: true });
  list.setAttribute("aria-live", "polite");
  let shown = 0;
  const ask = button("", "quiet", () => {
    list.append(element("li", { textContent: hints[shown] }));
    list.hidden = false;
    shown += 1;
    name();
  });
  function name() {
    ask.hidden = shown >= hints.length;
    ask.textContent = `Un indice (${shown + 1} sur ${hints.length})`;
  }
  name();
  return { button: ask, list };
}

/** « Remettre le code de départ », and its own undo: nothing typed is lost by one click. */
function makeRestore(cell, editor) {
  const root = element("span", { className: "cell-restore" });
  let kept = null;
  const back = button("Remettre le code de départ", "quiet", () => {
    kept = editor.value;
    editor.set(cell.source);
    undo.hidden = false;
    undo.focus();
  });
  const undo = button("Annuler : reprendre mon code", "quiet", () => {
    const text = kept;
    kept = null;
    undo.hidden = true;
    editor.set(text);
  });
  undo.hidden = true;
  root.append(back, undo);
  return {
    root,
    show(source) {
      back.hidden = source === cell.source;
      if (source !== cell.source) undo.hidden = true;
      if (!undo.hidden && kept === null) undo.hidden = true;
    },
  };
}

function makeOutput(root) {
  let size = 0;
  let last = null;

  function text(kind, data) {
    if (size >= MAX_TEXT) return;
    const kept = data.slice(0, MAX_TEXT - size);
    size += kept.length;
    if (!last || last.dataset.kind !== kind) {
      last = element("pre", { className: `out out-${kind}` });
      last.dataset.kind = kind;
      root.append(last);
    }
    last.append(kept);
  }

  return {
    clear() {
      root.replaceChildren();
      root.hidden = true;
      size = 0;
      last = null;
    },
    add({ kind, data }) {
      root.hidden = false;
      const given = String(data);
      if (kind === "html") {
        if (size + given.length > 2 * MAX_TEXT) return;
        size += given.length;
        const box = element("div", { className: "out out-html" });
        box.append(sanitise(given));
        for (const table of box.querySelectorAll("table")) wrap(table);
        root.append(box);
        last = null;
      } else if (kind === "note") {
        root.append(element("p", { className: "out out-note", textContent: given.slice(0, 500) }));
        last = null;
      } else text(kind === "err" ? "err" : "out", given);
    },
    failure(error) {
      root.hidden = false;
      root.append(failureView(error));
      last = null;
    },
  };
}

/** A wide table scrolls by itself, reachable with the keyboard. */
function wrap(table) {
  const box = element("div", { className: "scroll", tabIndex: 0 });
  box.setAttribute("role", "region");
  box.setAttribute("aria-label", table.caption ? table.caption.textContent : "Tableau");
  table.replaceWith(box);
  box.append(table);
}

function failureView(error) {
  const box = element("div", { className: "out out-failure" });
  const place = error.line ? `Ligne ${error.line}` : "Erreur";
  const title = element("p", { className: "failure-title" });
  title.append(
    element("strong", { textContent: `${place} : ` }),
    element("code", { textContent: error.name }),
  );
  box.append(title);
  if (error.source) box.append(element("pre", { className: "failure-line", textContent: error.source }));
  if (error.explained) box.append(element("p", { textContent: error.explained }));
  if (error.message) {
    const said = element("p", { textContent: "Python dit : " });
    said.append(element("q", { lang: "en", textContent: error.message }));
    box.append(said);
  }
  const more = element("details");
  more.append(
    element("summary", { textContent: "Toute la trace de Python" }),
    element("pre", { lang: "en", textContent: error.trace }),
  );
  box.append(more);
  return box;
}

export function element(name, properties = {}) {
  return Object.assign(document.createElement(name), properties);
}

export function button(text, look, onClick) {
  const made = element("button", { type: "button", textContent: text, className: `b b-${look}` });
  made.addEventListener("click", onClick);
  return made;
}

export const seconds = (milliseconds) =>
  `${(milliseconds / 1000).toLocaleString("fr-FR", { maximumFractionDigits: 1 })} s`;
