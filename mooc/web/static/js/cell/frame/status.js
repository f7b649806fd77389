// The line that says where Python is: what loads and how much, how long, what failed.

import { button, element, seconds } from "./cellview.js";
import { FAILURES } from "./failures.js";

const STAGES = {
  download: "Téléchargement de Python",
  python: "Démarrage de Python",
  packages: "Installation des bibliothèques",
};

/** `transfer`: bytes that the network carries in all, compressed; progress counts them plain. */
export function makeStatus(root, transfer) {
  const line = element("p", { className: "status-line" });
  line.setAttribute("role", "status");
  const bar = element("progress", { max: 100, value: 0 });
  bar.setAttribute("aria-label", "Chargement de Python");
  const detail = element("p", { className: "status-detail" });
  const trouble = element("div", { className: "trouble" });
  trouble.hidden = true;
  root.append(line, bar, detail, trouble);
  let from = 0;
  let clock = 0;
  let amount = "";
  let cleared = false;

  function say(text) {
    if (line.textContent !== text) line.textContent = text;
  }

  function tick() {
    detail.textContent = `${amount}${Math.round((performance.now() - from) / 1000)} s`;
  }

  function settle() {
    clearInterval(clock);
    bar.hidden = true;
    detail.hidden = true;
  }

  return {
    state(state, waiting) {
      if (state === "loading") {
        if (trouble.hidden === false) trouble.hidden = true;
        const prefix = cleared ? "Les variables sont effacées. " : "";
        const queue = waiting ? " Votre cellule démarrera ensuite." : "";
        say(`${prefix}Python démarre…${queue}`);
        if (bar.hidden || !clock) begin();
      } else if (state === "ready") {
        settle();
      } else if (state === "running") {
        say("Python travaille…");
      }
      if (state === "ready" && !waiting) say("Python est prêt.");
    },
    progress({ stage, loaded, total }) {
      const part = total ? Math.min(1, loaded / total) : 0;
      bar.value = 100 * part;
      const words = `${megabytes(part * transfer)} sur ${megabytes(transfer)} Mo`;
      amount = `${STAGES[stage] || ""} : ${words}, `;
      tick();
    },
    ready(milliseconds) {
      cleared = false;
      clock = 0;
      settle();
      say(`Python est prêt (${seconds(milliseconds)}).`);
    },
    cleared() {
      cleared = true;
      clearInterval(clock);
      clock = 0;
    },
    failed(code, again) {
      settle();
      clock = 0;
      const failure = FAILURES[code] || FAILURES.crash;
      say("Python est arrêté.");
      const title = element("h2", { textContent: failure.title, tabIndex: -1 });
      const retry = button(failure.button, "primary", () => again(failure.retry === "fresh"));
      trouble.replaceChildren(title, element("p", { textContent: failure.text }), retry);
      trouble.dataset.code = code;
      trouble.hidden = false;
      trouble.setAttribute("role", "alert");
    },
  };

  function begin() {
    from = performance.now();
    bar.hidden = false;
    detail.hidden = false;
    bar.value = 0;
    amount = "";
    clearInterval(clock);
    clock = setInterval(tick, 1000);
    tick();
  }
}

const megabytes = (bytes) =>
  (bytes / 1e6).toLocaleString("fr-FR", { maximumFractionDigits: bytes < 1e7 ? 1 : 0 });
