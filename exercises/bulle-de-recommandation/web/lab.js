// The bubble: replays the rounds at each click or setting, shows the next six titles and what they
// are worth. Without this script the server does the same (bench.py).

import { pair } from "../../js/lab/pair.js";
import { diversity, kept, LAST, PLACES, play, robot, ROUNDS } from "./recommender.js";

const NEXT = "Clique sur le titre qui te plaît\u00a0: les six suivants en dépendent.";
const DONE = "Les huit tours sont joués. Change un réglage et rejoue, ou envoie ta réponse.";

export default function bubble(root, { data, form, say }) {
  const out = (name) => root.querySelector(`[data-out="${name}"]`);
  const field = (name) => form.elements[name];
  const titles = data.themes[0].titles.length;
  const ids = data.themes.map((theme) => theme.id);
  const sliders = ["decouverte", "memoire"].map((name) =>
    pair(root.querySelector(`[data-pair="${name}"]`), () => redraw()),
  );

  const settings = () => ({
    draw: Number(field("tirage").value),
    explore: sliders[0].value,
    memory: sliders[1].value,
  });
  const liked = () => ["gout_1", "gout_2"].map((name) => ids.indexOf(field(name).value));
  const clicks = () => [...field("clics").value].filter((c) => /[0-6]/.test(c)).map(Number).slice(0, ROUNDS);

  function redraw() {
    const given = clicks();
    const rounds = play(settings(), given, ids.length, titles);
    const done = given.length === ROUNDS;
    const found = { index: diversity(rounds), kept: kept(rounds, liked()), looked: PLACES * Math.min(LAST, rounds.length) };
    out("number").textContent = String(rounds.length);
    for (const name of ["index", "kept", "looked"]) out(name).textContent = String(found[name]);
    met("index", found.index >= data.goals.index);
    met("liked", PLACES * LAST * found.kept >= data.goals.liked * found.looked);
    out("lead").textContent = done ? DONE : NEXT;
    showCards(rounds.at(-1), done);
    showBars("index", rounds.map((round, n) => [`Tour ${n + 1}`, round.index]));
    const tastes = rounds.at(-1).tastes;
    showBars("tastes", data.themes.map((theme, n) => [theme.name, Math.floor(100 * tastes[n] + 0.5)]));
    showHistory(rounds);
    const place = done ? "Tous les tours sont joués" : `Tour ${rounds.length}`;
    say(`${place}. Diversité ${found.index} sur 100. ${found.kept} titres sur ${found.looked} te plaisent.`);
  }

  const met = (name, reached) => root.querySelector(`[data-goal="${name}"]`).classList.toggle("is-met", reached);

  function showCards(round, done) {
    root.querySelectorAll(".bubble-card").forEach((card, n) => {
      const pick = round.picks[n];
      const theme = data.themes[pick.theme];
      card.dataset.themeNumber = String(pick.theme);
      card.querySelector("use").setAttribute("href", `#bulle-${pick.theme}`);
      card.querySelector('[data-part="name"]').textContent = theme.name;
      card.querySelector('[data-part="title"]').textContent = theme.titles[pick.title];
      card.querySelector('[data-part="why"]').textContent =
        (pick.found ? "découverte" : "pour toi") + (pick.again ? ", déjà proposé" : "");
      flag(card, "aria-disabled", done);
      flag(card, "aria-pressed", round.click === n + 1);
    });
  }

  function showBars(name, rows) {
    const list = root.querySelector(`[data-bars="${name}"]`);
    const spare = list.querySelector("li").cloneNode(true);
    list.replaceChildren(
      ...rows.map(([label, value]) => {
        const item = spare.cloneNode(true);
        item.querySelector(".lab-bar-name").textContent = label;
        item.querySelector("b").textContent = `${value}\u00a0%`;
        item.querySelector("rect").setAttribute("width", value);
        return item;
      }),
    );
  }

  function showHistory(rounds) {
    const mine = liked();
    const cells = rounds.map((round) => [
      round.counts
        .flatMap((count, theme) => (count ? [[count, data.themes[theme].name]] : []))
        .sort(([a], [b]) => b - a)
        .map(([count, name]) => `${name} ${count}`)
        .join(", "),
      clicked(round),
      `${round.index}\u00a0%`,
      String(mine.reduce((sum, theme) => sum + round.counts[theme], 0)),
    ]);
    root.querySelector('[data-rows="history"]').replaceChildren(
      ...cells.map((row, n) => {
        const line = document.createElement("tr");
        const head = document.createElement("th");
        head.scope = "row";
        head.textContent = String(n + 1);
        line.append(head);
        for (const cell of row) Object.assign(line.insertCell(), { textContent: cell, className: "num" });
        return line;
      }),
    );
  }

  function clicked({ click, picks }) {
    if (click === null) return "…";
    return click ? data.themes[picks[click - 1].theme].name : "rien";
  }

  function attempt({ name, value }) {
    const given = clicks();
    if (name === "robot") return put(robot(settings(), liked(), ids.length, titles));
    if (name === "effacer") return put([]);
    if (name === "reculer") return put(given.slice(0, -1));
    if (name === "choisir" && given.length < ROUNDS) return put([...given, Number(value)]);
    return undefined;
  }

  function put(given) {
    field("clics").value = given.join("");
    redraw();
  }

  /** Two favourites are two: the other one moves when both are the same. */
  function apart(changed) {
    const other = field(changed.name === "gout_1" ? "gout_2" : "gout_1");
    if (other.value === changed.value) other.value = ids.find((id) => id !== changed.value);
  }

  for (const name of ["gout_1", "gout_2"]) {
    field(name).addEventListener("change", (event) => {
      apart(event.target);
      redraw();
    });
  }
  field("clics").addEventListener("input", redraw);
  return { attempt };
}

function flag(element, name, on) {
  if (on) element.setAttribute(name, "true");
  else element.removeAttribute(name);
}
