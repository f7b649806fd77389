// Joins a notebook to the page that frames it: data, hand-in, draft, and a run that is never lost.

import { watchDraft } from "./draft.js";
import { makeGate } from "./gate.js";
import { openKernel } from "./kernel.js";
import { greetPage } from "./page.js";

const CHECK = "sudia:verifier";
const SEND = "sudia:envoyer";

export const makePlugin = ({ Widget }) => ({
  id: "sudia-carnet:plugin",
  autoStart: true,
  activate(app) {
    const gate = makeGate(app.commands);
    const settings = JSON.parse(document.getElementById("jupyter-config-data").textContent);
    start(app, gate, settings, Widget).catch((error) => console.error("sudia-carnet", error));
  },
});

async function start(app, gate, settings, Widget) {
  const page = await greetPage(settings.sudiaSite);
  const panel = await shownNotebook(app);
  await panel.context.ready;
  const draft = watchDraft(panel.context.model, page.welcome.draft, (text) =>
    page.post({ type: "draft", cells: { carnet: text } }),
  );
  addButtons(app, panel, Widget);
  await openKernel(panel, {
    request: page.request,
    state(state) {
      page.post({ type: "state", state });
      document.body.dataset.sudia = state;
      if (state === "ready") gate.open();
      else gate.close();
    },
  });
  addEventListener("pagehide", draft.flush);
}

/** The notebook that the address opened; the application shows it when it can. */
async function shownNotebook(app) {
  await app.started;
  for (;;) {
    const found = app.shell.currentWidget;
    if (found?.sessionContext && found.content?.widgets) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function addButtons(app, panel, Widget) {
  const { commands } = app;
  const notebook = panel.content;
  commands.addCommand(CHECK, { label: "Vérifier", execute: () => runNext(isCheck) });
  commands.addCommand(SEND, { label: "Envoyer", execute: () => runNext(isSend, { whole: true }) });

  /** Run the next cell of that sort after the active one: seen like any other. */
  function runNext(wanted, { whole = false } = {}) {
    const from = whole ? 0 : notebook.activeCellIndex;
    const cells = notebook.widgets;
    const index = cells.findIndex((cell, at) => at >= from && wanted(cell.model));
    if (index < 0) return undefined;
    notebook.activeCellIndex = index;
    cells[index].node.scrollIntoView({ block: "center" });
    return commands.execute("notebook:run-cell");
  }

  const holder = document.createElement("div");
  holder.className = "sudia-buttons";
  holder.append(
    button("Vérifier", "Des indications tout de suite, sans rien envoyer", () => commands.execute(CHECK)),
    button("Envoyer", "Remettre mon travail : la page vous demandera d’accepter", () =>
      commands.execute(SEND),
    ),
  );
  const widget = new Widget({ node: holder });
  panel.toolbar.insertItem(0, "sudia", widget);
}

const tagsOf = (model) => model.getMetadata("tags") ?? [];
const isCheck = (model) => tagsOf(model).includes("cours:verif");
const isSend = (model) =>
  model.type === "code" && model.sharedModel.getSource().includes("sudia.remettre(");

function button(label, title, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "jp-mod-styled sudia-button";
  made.textContent = label;
  made.title = title;
  made.addEventListener("click", act);
  return made;
}
