// « Ouvrir Python ici » : nothing is loaded before that click.

import { openFrame } from "../cell/channel.js";
import { makeDrafts } from "../cell/drafts.js";
import { makeFiles } from "../cell/files.js";
import { getJson } from "../cell/http.js";
import { makePanel } from "../cell/panel.js";
import { makeRequests } from "../cell/requests.js";

const FLOODED =
  "Le code envoyait trop de messages à la page : nous l’avons fermé. Ce qui était gardé l’est toujours.";
const SILENT = "Le cadre de Python ne s’ouvre pas. Le réseau le bloque peut-être.";

export default function pythonCell(root) {
  const { slug, frame: address, cells: source, draft, title } = root.dataset;
  const opener = root.querySelector("[data-open]");
  const holder = root.querySelector("[data-holder]");
  const panel = makePanel(root.querySelector("[data-panel]"), () => open?.frame);
  const drafts = makeDrafts(draft, panel.say);
  const handle = makeRequests({
    slug,
    ask: panel.ask,
    refused: panel.refused,
    shown: panel.shown,
    learner: drafts.learnerKnown,
  });
  const files = makeFiles(() => open);
  let open = null;
  let latest = null; // the code as last told by a frame, for the next one

  addStyle();
  root.querySelector("[data-start]").hidden = false;
  opener.addEventListener("click", start);
  new MutationObserver(() => open?.post({ type: "theme", theme: theme() })).observe(
    document.documentElement,
    { attributeFilter: ["data-theme"] },
  );

  async function start() {
    opener.disabled = true;
    panel.say("Ouverture…");
    // All at once: the frame opens while what it will show and the first files arrive.
    const told = load();
    open = openFrame({
      holder,
      address,
      title: `Python : ${title}`,
      greet: () => told,
      hear,
      flooded: () => closed(FLOODED),
      silent: () => closed(SILENT),
    });
    const greeting = await told;
    opener.disabled = false;
    if (greeting) root.querySelector("[data-start]").hidden = true;
  }

  /** What to tell the frame, or null when the site does not answer: that is said here. */
  async function load() {
    const asked = latest ?? drafts.load();
    const found = await getJson(source);
    if (!found.ok) {
      closed(found.message, "Réessayer");
      return null;
    }
    const { cells, settings } = found.body;
    files.begin(settings);
    const kept = await asked;
    panel.say("");
    return { title, theme: theme(), settings, cells: withDrafts(cells, kept) };
  }

  function hear(message) {
    if (message.type === "height") resize(Number(message.height));
    else if (message.type === "draft") remember(message.cells);
    else if (message.type === "request") relay(message);
    else if (message.type === "files") files.send(message);
    else if (message.type === "state") root.dataset.state = String(message.state).slice(0, 20);
  }

  function resize(height) {
    if (!Number.isFinite(height)) return;
    open.frame.style.height = `${Math.min(30000, Math.max(200, height))}px`;
  }

  function remember(cells) {
    if (cells === null || typeof cells !== "object") return;
    latest = cells;
    drafts.changed(cells);
  }

  async function relay({ request, action, payload }) {
    if (!Number.isInteger(request) || typeof payload !== "string") return;
    const asked = open;
    const reply = await handle(action, payload);
    asked.post({ type: "reply", request, ...reply });
  }

  function closed(why, label = "Rouvrir Python") {
    files.end();
    open?.close();
    open = null;
    holder.replaceChildren();
    panel.say(why, { label, run: start });
  }
}

/** A draft is offered back on the cell it was written for; a cell that changed since says so. */
function withDrafts(cells, kept) {
  return cells.map((cell) => {
    const draft = Object.hasOwn(kept, cell.id) ? kept[cell.id] : null;
    if (!draft || typeof draft.code !== "string") return cell;
    return { ...cell, draft: draft.code, changed: draft.hash !== cell.hash };
  });
}

const theme = () => document.documentElement.dataset.theme ?? "";

function addStyle() {
  const address = new URL("../../css/cell.css", import.meta.url).href;
  if (document.querySelector(`link[href="${address}"]`)) return;
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: address });
  document.head.append(link);
}
