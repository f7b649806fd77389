// JupyterLite loses what is run before its kernel is ready: here such a click waits its turn.

const RUNS = /^(notebook:run|runmenu:run|notebook:restart-and-run-to)/;
// Fail without a word in JupyterLite (issue 1464); the page offers to reload instead.
const REFUSED = new Set([
  "notebook:restart-run-all",
  "notebook:restart-and-run-to-selected",
  "runmenu:restart-and-run-all",
  "kernelmenu:restart-and-run-all",
]);

/** `open()` lets commands through, those that waited first; `close()` makes them wait. */
export function makeGate(commands) {
  const execute = commands.execute.bind(commands);
  let ready = false;
  let waiting = [];

  commands.execute = (id, args) => {
    if (REFUSED.has(id)) return Promise.resolve();
    if (ready || !RUNS.test(id)) return execute(id, args);
    waiting.push([id, args]);
    document.body.dataset.sudiaWaiting = waiting.length;
    return Promise.resolve();
  };

  return {
    async open() {
      if (ready) return;
      ready = true;
      const kept = waiting;
      waiting = [];
      delete document.body.dataset.sudiaWaiting;
      for (const [id, args] of kept) await execute(id, args);
    },
    close() {
      ready = false;
    },
  };
}
