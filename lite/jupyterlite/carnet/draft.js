// The learner's changes to the author's notebook, as a text that the page keeps.
//
// A list of the cells in order: `{id}` for one that is as the author wrote it, with `source` when
// it was changed, with `type` too when the learner added it. A newer notebook of the author keeps
// its new words wherever the learner changed nothing.

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
        return authors.get(id) === source ? { id } : { id, source };
      }),
    );
  }

  return { flush };
}

function restore(notebook, authors, kept) {
  let place = -1;
  for (const { id, type, source } of entries(kept)) {
    const found = notebook.cells.findIndex((cell) => cell.getId() === id);
    if (found >= 0) {
      place = found;
      if (typeof source === "string") notebook.cells[found].setSource(source);
    } else if (typeof source === "string" && !authors.has(id)) {
      place += 1;
      const cell_type = type === "markdown" ? "markdown" : "code";
      notebook.insertCell(place, { cell_type, id, source, metadata: {} });
    }
  }
}

function entries(kept) {
  try {
    const found = JSON.parse(kept || "[]");
    return Array.isArray(found) ? found.filter((entry) => typeof entry?.id === "string") : [];
  } catch {
    return [];
  }
}
