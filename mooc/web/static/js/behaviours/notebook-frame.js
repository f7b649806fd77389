// « Ouvrir le carnet » : nothing is loaded before that click. The notebook lives on a host name of
// its own; whatever it asks of the site passes through here (lite/protocol.md).

import { openFrame } from "../cell/channel.js";
import { makeDrafts } from "../cell/drafts.js";
import { makePanel } from "../cell/panel.js";
import { makeRequests } from "../cell/requests.js";

const SANDBOX = "allow-scripts allow-same-origin allow-downloads";
const PATIENCE = 40000; // milliseconds for the application to greet us
const SLOW = 90000; // and for Python to be ready

const FLOODED =
  "Le code envoyait trop de messages à la page : nous avons fermé le carnet. Ce qui était gardé l’est toujours.";
const SILENT =
  "Le carnet ne s’ouvre pas : le réseau bloque peut-être son adresse. La cellule de la page de l’exercice fait le même travail.";
const LATE = "Python tarde à démarrer. Vous pouvez attendre encore, ou recharger le carnet : votre code est gardé.";
const FAILED = "Python n’a pas démarré. Rechargez le carnet : votre code est gardé.";

const STEPS = {
  opening: "Ouverture du carnet…",
  loading: "Chargement de Python… Vous pouvez déjà lire. Ce que vous lancez maintenant attendra son tour.",
  ready: "Python est prêt.",
  restarting: "Python redémarre. Ses variables sont perdues, votre code est gardé.",
};
const PLACES = { opening: 1, loading: 2, restarting: 2, ready: 3 };

export default function notebookFrame(root) {
  const { slug, title, address, origin, draft } = root.dataset;
  const holder = root.querySelector("[data-holder]");
  const bar = root.querySelector("[data-bar]");
  const reload = root.querySelector("[data-reload]");
  const starter = root.querySelector("[data-start]");
  let open = null;
  let timer = 0;
  let latest = null; // the code as last told by a frame, for the next one

  const panel = makePanel(root.querySelector("[data-panel]"), () => open?.frame);
  const drafts = makeDrafts(draft, panel.say);
  const handle = makeRequests({
    slug,
    ask: panel.ask,
    refused: panel.refused,
    shown: panel.shown,
    learner: drafts.learnerKnown,
  });

  starter.hidden = false;
  root.querySelector("[data-open]").addEventListener("click", start);
  reload.querySelector("button").addEventListener("click", start);

  async function start() {
    close();
    starter.hidden = true;
    reload.hidden = false;
    become("opening");
    const kept = latest ?? (await drafts.load());
    open = openFrame({
      holder,
      address,
      title: `Carnet : ${title}`,
      sandbox: SANDBOX,
      origin,
      patience: PATIENCE,
      greet: () => ({ draft: typeof kept.carnet === "string" ? kept.carnet : "" }),
      hear,
      flooded: () => closed(FLOODED),
      silent: () => closed(SILENT),
    });
    timer = setTimeout(() => panel.say(LATE, { label: "Recharger le carnet", run: start }), SLOW);
  }

  function hear(message) {
    if (message.type === "state") {
      if (message.state === "failed") closed(FAILED);
      else if (Object.hasOwn(STEPS, message.state)) become(message.state);
    } else if (message.type === "draft") remember(message.cells);
    else if (message.type === "request") relay(message);
  }

  function become(state) {
    root.dataset.state = state;
    bar.hidden = state === "ready";
    bar.value = PLACES[state];
    if (state === "ready") clearTimeout(timer);
    panel.say(STEPS[state]);
  }

  function remember(cells) {
    if (cells === null || typeof cells !== "object" || typeof cells.carnet !== "string") return;
    latest = { carnet: cells.carnet };
    drafts.changed(latest);
  }

  async function relay({ request, action, payload }) {
    if (!Number.isInteger(request) || typeof payload !== "string") return;
    const asked = open;
    const reply = await handle(action, payload);
    asked.post({ type: "reply", request, ...reply });
  }

  function close() {
    clearTimeout(timer);
    open?.close();
    open = null;
    holder.replaceChildren();
  }

  function closed(why) {
    close();
    root.dataset.state = "failed";
    bar.hidden = true;
    panel.say(why, { label: "Recharger le carnet", run: start });
  }
}
