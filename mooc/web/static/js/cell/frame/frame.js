// The sandboxed frame: cells on one side, the page on the other, Python's worker below.
// It has no origin of its own, so no cookie and no storage: everything kept goes by the page.

import { connect } from "./page.js";
import { makeCellView } from "./cellview.js";
import { makeKernel } from "./kernel.js";
import { makeStatus } from "./status.js";

const ACTIONS = new Set(["data-request", "hand-in"]);

connect().then(open);

function open({ port, welcome }) {
  const { settings, cells } = welcome;
  const root = document.getElementById("cellules");
  const status = makeStatus(document.getElementById("etat"), settings.transfer);
  const views = new Map();
  const hidden = cells.filter((cell) => cell.role === "cache");
  const advice = new Map(); // id of a check → the view of the cell that it follows
  dress(welcome);

  const kernel = makeKernel(settings, (event, detail) => hear[event] && hear[event](detail));
  const act = {
    run(cell, goOn) {
      runCell(views.get(cell.id));
      if (goOn) after(cell)?.editor.focus();
    },
    check: (cell) => cell.checks.forEach(runCheck),
    stop: restart,
    changed: () => port.post({ type: "draft", cells: drafts() }),
  };

  for (const cell of withChecks(cells)) {
    if (cell.role === "intro") root.append(intro(cell));
    if (cell.role !== "code") continue;
    const view = makeCellView(cell, views.size + 1, act);
    views.set(cell.id, view);
    for (const check of cell.checks) advice.set(check.id, view.verdict);
    root.append(view.root);
  }
  bind("tout", () => [...views.values()].forEach(runCell));
  bind("redemarrer", restart);
  bind("plus", () => resize(1));
  bind("moins", () => resize(-1));

  const hear = {
    state({ state, waiting }) {
      document.body.dataset.kernel = state;
      status.state(state, waiting);
      port.post({ type: "state", state });
    },
    files: (wanted) => port.post({ type: "files", ...wanted }),
    progress: status.progress,
    ready: ({ milliseconds }) => status.ready(milliseconds),
    queued: ({ cell }) => view(cell)?.queued(),
    started: ({ cell }) => view(cell)?.started(),
    output: (data) => view(data.cell)?.output(data),
    done: (data) => view(data.cell)?.done(data),
    dropped: ({ cell, running }) => view(cell)?.dropped(running),
    failed: ({ code }) => status.failed(code, (fresh) => boot(fresh)),
    request: ({ request, action, payload }) => ask(request, action, payload),
  };

  function view(id) {
    return views.get(id) || advice.get(id);
  }

  function runCell(shown) {
    if (kernel.state === "off" || kernel.state === "failed") boot(false);
    const { cell, label, editor } = shown;
    kernel.run({ cell: cell.id, label, source: editor.value });
  }

  function runCheck(cell) {
    if (kernel.state === "off" || kernel.state === "failed") boot(false);
    kernel.run({ cell: cell.id, label: "<vérification>", source: cell.source, silent: true });
  }

  function boot(fresh) {
    const before = hidden.map((cell) =>
      kernel.job({ cell: cell.id, label: "<préparation>", source: cell.source, silent: true }),
    );
    kernel.start({ fresh, before });
  }

  /** Stop and restart are one thing: Python ends at once and a new one starts, empty. */
  function restart() {
    kernel.stop();
    status.cleared();
    boot(false);
  }

  function after(cell) {
    const all = [...views.values()];
    return all[all.findIndex((shown) => shown.cell === cell) + 1];
  }

  function drafts() {
    const found = {};
    for (const { cell, editor } of views.values()) {
      if (editor.value !== cell.source) found[cell.id] = { hash: cell.hash, code: editor.value };
    }
    return found;
  }

  function ask(request, action, payload) {
    if (!ACTIONS.has(action) || typeof payload !== "string" || payload.length > 1_900_000) {
      kernel.reply({ request, ok: false, message: "Cette demande n’est pas possible ici." });
      return;
    }
    port.post({ type: "request", request, action, payload });
  }

  port.listen((message) => {
    if (message.type === "reply") kernel.reply(message);
    else if (Object.hasOwn(kernel.page, message.type)) kernel.page[message.type](message);
    else if (message.type === "theme") document.documentElement.dataset.theme = message.theme;
    else if (message.type === "focus") document.getElementById("titre").focus();
  });
  watchHeight(port);
  boot(false);
}

/** The cells with, on each code cell, the checks that follow it. */
function withChecks(cells) {
  const shown = cells.map((cell) => ({ ...cell, checks: [] }));
  let code = null;
  for (const cell of shown) {
    if (cell.role === "code") code = cell;
    if (cell.role === "verif" && code) code.checks.push(cell);
  }
  return shown;
}

function intro(cell) {
  const box = document.createElement("div");
  box.className = "intro";
  // Rendered and cleaned by the server from the author's Markdown.
  box.innerHTML = cell.html;
  return box;
}

function dress({ theme, title }) {
  if (theme) document.documentElement.dataset.theme = theme;
  document.getElementById("titre").textContent = `Python : ${title}`;
}

function bind(id, onClick) {
  document.getElementById(id).addEventListener("click", onClick);
}

function resize(step) {
  const root = document.documentElement;
  const size = Math.min(4, Math.max(-2, Number(root.dataset.size || 0) + step));
  root.dataset.size = String(size);
}

/** The page cannot measure a frame of another origin: we say how tall we are. */
function watchHeight(port) {
  let said = 0;
  const measure = () => {
    const height = Math.ceil(document.getElementById("tout-le-cadre").getBoundingClientRect().bottom);
    if (Math.abs(height - said) < 2) return;
    said = height;
    port.post({ type: "height", height });
  };
  new ResizeObserver(measure).observe(document.getElementById("tout-le-cadre"));
  measure();
}
