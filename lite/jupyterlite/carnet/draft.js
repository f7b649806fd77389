// The learner's changes to the author's notebook, as a text that the page keeps.
//
// A list of the cells in order: `{id}` for one that is as the author wrote it, with `source` and
// `base` (what the author's words were then) when it was changed, with `type` when the learner
// added it. A newer notebook of the author shows its new words; where the learner had changed the
// old ones, their work stands in a cell of its own just below, under a line that says so.

const OFFERED = "Votre code d’avant : l’exercice a changé depuis, le nouveau est juste au-dessus.";
const CALM = 300; // milliseconds after the last key: the page waits longer before it sends

/** Put `kept` back into `model`, then tell `save(text)` of each change. */
export function watchDraft(model, kept, save) {
  const notebook = model.sharedModel;
  const authors = new Map(notebook.cells.map((cell) => [cell.getId(), cell.getSource()]));
  restore(notebook, authors, kept);
  let last = text();
  let timer = 0;

  // The shared notebook's own signal tells of cells added and of the first change only.
  model.contentChanged.connect(() => {
    clearTimeout(timer);
    timer = setTimeout(flush, CALM);
  });

  function flush() {
    clearTimeout(timer);
    const now = text();
    if (now === last) return;
    last = now;
    save(now);
  }

  function text() {
    return JSON.stringify(
      notebook.cells.map((cell) => {
        const [id, source] = [cell.getId(), cell.getSource()];
        if (!authors.has(id)) return { id, type: cell.cell_type, source };
        const author = authors.get(id);
        return author === source ? { id } : { id, source, base: mark(author) };
      }),
    );
  }

  return { flush };
}

function restore(notebook, authors, kept) {
  let place = -1;
  for (const { id, type, source, base } of entries(kept)) {
    const found = notebook.cells.findIndex((cell) => cell.getId() === id);
    if (found >= 0) {
      place = found;
      if (typeof source !== "string") continue;
      if (!base || base === mark(authors.get(id) ?? "")) notebook.cells[found].setSource(source);
      else place = below(notebook, found, source);
    } else if (typeof source === "string" && !authors.has(id)) {
      place += 1;
      const cell_type = type === "markdown" ? "markdown" : "code";
      notebook.insertCell(place, { cell_type, id, source, metadata: {} });
    }
  }
}

// The author has changed this cell since: theirs stays, and the learner's is offered below it.
function below(notebook, found, source) {
  const cell = { cell_type: "code", source: `# ${OFFERED}\n${source}`, metadata: {} };
  notebook.insertCell(found + 1, cell);
  return found + 1;
}

/** Eight hexadecimal digits that change with a text (FNV-1a, 32 bits): no secret, no signature. */
export function mark(text) {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) {
    hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  }
  return hash.toString(16).padStart(8, "0");
}

function entries(kept) {
  try {
    const found = JSON.parse(kept || "[]");
    return Array.isArray(found) ? found.filter((entry) => typeof entry?.id === "string") : [];
  } catch {
    return [];
  }
}
