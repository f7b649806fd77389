// The bench of the tree: redraws it, computes the best next move for real, says. The form works
// without this script, and the server judges from its fields alone.

import { minus } from "../../js/lab/french.js";
import { tries } from "../../js/lab/tries.js";
import { cut, errors, mixing, nextCut, nodes, reaching } from "./model.js";

const EMPTY = [null, null, null];
const NAMES = ["la première question", "la question après oui", "la question après non"];
const FULL_TREE = "L’arbre a toutes ses questions. Effacez-en une pour en calculer une autre.";
const KIND = (full) => (full ? "pleine" : "calme");

export default function tree(root, { data, say }) {
  const { rows, columns } = data;
  const places = [...root.querySelectorAll("[data-place]")].map((place) => ({
    select: place.querySelector("select"),
    number: place.querySelector("input"),
  }));
  const put = (name, text) => {
    root.querySelector(`[data-out="${name}"]`).textContent = text;
  };
  for (const { select, number } of places) {
    select.addEventListener("change", () => {
      const chosen = columns.find((column) => column.id === select.value);
      number.value = chosen ? chosen.start : "";
      changed();
    });
    number.addEventListener("input", () => {
      if (number.validity.valid) changed();
    });
  }
  draw(read());

  function read() {
    const found = places.map(({ select, number }) => {
      const column = columns.findIndex((one) => one.id === select.value);
      return column < 0 || number.value === "" ? null : [column, Math.round(Number(number.value))];
    });
    return found[0] ? found : EMPTY;
  }

  function draw(now) {
    const right = rows.length - errors(rows, now, rows);
    put("right", right);
    put("asked", now.filter(Boolean).length);
    put("mixing", percent(mixing(rows, now)));
    const met = 100 * right >= data.goal * rows.length;
    root.querySelector("[data-goal=right]").classList.toggle("is-met", met);
    const found = nodes(rows, now);
    for (const element of root.querySelectorAll("[data-node]")) {
      const path = element.dataset.node;
      show(element, found[path] && spot(path, found[path], columns));
    }
    return `${right} journées bien prévues sur ${rows.length}.`;
  }

  function changed() {
    forget();
    say(draw(read()));
  }

  function forget() {
    root.querySelector("[data-cuts]").hidden = true;
  }

  function move() {
    const now = read();
    const best = nextCut(rows, now);
    if (!best) {
      put("told", FULL_TREE);
      return say(FULL_TREE);
    }
    const after = withSplit(now, best);
    write(best.place, best.split);
    const passes = `Le mélange passe de ${percent(mixing(rows, now))} à ${percent(mixing(rows, after))}.`;
    const asks = question(best.split, columns);
    const text = `${best.tried} coupures essayées. La meilleure devient ${NAMES[best.place]} : « ${asks} ». ${passes}`;
    put("told", text);
    compare(now, best.place);
    say(`${text} ${draw(after)}`);
  }

  function write(place, split) {
    places[place].select.value = split ? columns[split[0]].id : "";
    places[place].number.value = split ? split[1] : "";
  }

  function compare(now, place) {
    const side = reaching(rows, now, place);
    const found = columns.map(({ asked }, n) => ({ asked, best: cut(side, n) }));
    found.sort((a, b) => (b.best?.gain ?? 0) - (a.best?.gain ?? 0));
    const lines = found.map(({ asked, best }) => [
      asked,
      best ? question(best.split, columns) : "aucune",
      percent(mixing(rows, best ? withSplit(now, { place, split: best.split }) : now)),
    ]);
    root.querySelector("[data-rows=cuts]").replaceChildren(...lines.map(line));
    root.querySelector("[data-cuts]").hidden = false;
  }

  tries(root.querySelector("[data-tries]"), () => {
    const now = read();
    const asks = now.filter(Boolean).map((split) => question(split, columns));
    return [
      asks.join(" ") || "aucune",
      String(rows.length - errors(rows, now, rows)),
      percent(mixing(rows, now)),
    ];
  });
  return {
    attempt({ name }) {
      if (name === "coup") move();
      if (name !== "effacer") return;
      places.forEach((_, place) => write(place, null));
      forget();
      put("told", "Arbre effacé.");
      say(`Arbre effacé. ${draw(EMPTY)}`);
    },
  };
}

const withSplit = (tree, { place, split }) => tree.map((one, n) => (n === place ? split : one));

// The same texts as ../given.py and ../view.py.
function question([column, threshold], columns) {
  const { asked, unit } = columns[column];
  if (!unit && threshold === 1) return `${asked} ?`;
  return `${asked} ≥ ${minus(threshold)}${unit ? ` ${unit}` : ""} ?`;
}

function percent(gini) {
  const tenths = Math.floor(gini * 1000 + 0.5);
  return `${Math.floor(tenths / 10)},${tenths % 10}`;
}

function spot(path, { size, full, split, says }, columns) {
  const way = path.split("-").at(-1);
  const start = way && `${way[0].toUpperCase()}${way.slice(1)} : `;
  const counts = size ? `${says ? full : size - full} sur ${size}` : "personne";
  const asks = split ? question(split, columns) : "";
  const said = KIND(says);
  const line = asks ? `${start}${asks} (${size} journées)` : `${start}${said}, ${counts}`;
  return { asks, counts, line, says: said, leaf: !asks, full: !asks && says };
}

// Fills a box of the picture, a link or a line of the list; hides it where the tree has no place.
function show(element, found) {
  element.toggleAttribute("hidden", !found);
  if (!found) return;
  element.classList.toggle("is-leaf", found.leaf);
  element.classList.toggle("is-full", found.full);
  const line = element.querySelector(":scope > [data-line]");
  if (line) line.textContent = found.line;
  for (const name of ["asks", "says", "counts"]) {
    const text = element.querySelector(`.tree-${name}`);
    if (text) text.textContent = found[name];
  }
}

function line([head, ...cells]) {
  const row = document.createElement("tr");
  const name = document.createElement("th");
  name.scope = "row";
  name.textContent = head;
  row.append(name);
  for (const text of cells) {
    const cell = row.insertCell();
    cell.className = "num";
    cell.textContent = text;
  }
  return row;
}
