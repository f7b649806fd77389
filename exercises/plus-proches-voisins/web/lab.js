// The bench of the nearest neighbours: redraws the map, lists neighbours, runs the test. The form
// works without this script, and the server judges from its fields alone.

import { pair } from "../../js/lab/pair.js";
import { down, scatter } from "../../js/lab/scatter.js";
import { tries } from "../../js/lab/tries.js";
import { answers, CELL, missed, nearest, runs } from "./model.js";

const LISTED = 9;
const KIND = (good) => (good ? "bonne" : "mauvaise");

export default function neighbours(root, { data, form, say }) {
  const svg = root.querySelector("svg.scatter");
  const plot = scatter(svg);
  const put = (name, text) => {
    root.querySelector(`[data-out="${name}"]`).textContent = text;
  };
  const one = (name, onChange) => pair(root.querySelector(`[data-pair=${name}]`), onChange);
  const setting = { k: one("k", changed), scale: one("echelle", changed) };
  const here = { wind: one("vent", looked), waves: one("vagues", looked) };
  let added = read(form.elements.ajouts.value);
  let guessed = null;
  draw();

  function draw() {
    const rows = [...data.rows, ...added];
    const lines = answers(rows, setting.k.value, setting.scale.value);
    for (const name of ["edge", "map"]) plot.mark(name).setAttribute("d", path(lines));
    const table = root.querySelector("[data-rows=map]").rows;
    lines.forEach((line, j) => {
      table[lines.length - 1 - j].cells[1].textContent = words(line);
    });
    put("recited", recited());
    look();
  }

  function recited() {
    return data.rows.length - missed(data.rows, setting.k.value, setting.scale.value, false).length;
  }

  function look() {
    const rows = [...data.rows, ...added];
    const { value: wind } = here.wind;
    const { value: waves } = here.waves;
    const found = nearest(rows, wind, waves, setting.k.value, setting.scale.value).map((n) => rows[n]);
    const [x, y] = at(wind, waves);
    plot.mark("here").setAttribute("cx", x);
    plot.mark("here").setAttribute("cy", y);
    plot.fill("spokes", found.map((row) => ["path", { d: `M${x} ${y}L${at(...row).join(" ")}` }]));
    const list = root.querySelector("[data-out=neighbours]");
    list.replaceChildren(...found.slice(0, LISTED).map(item));
    const text = vote(found.filter((row) => row[2]).length, found.length);
    put("vote", text);
    return text;
  }

  function changed() {
    guessed = null;
    show([]);
    draw();
    say(`${setting.k.value} voisins, échelle ${setting.scale.value} : ${recited()} sorties récitées. L’épreuve est à refaire.`);
  }

  function looked() {
    say(look());
  }

  function show(wrong) {
    plot.ring(wrong);
    put("guessed", guessed ?? "?");
    root.querySelector("[data-goal=guessed]").classList.toggle("is-met", guessed >= data.goal);
  }

  function test() {
    const wrong = missed(data.rows, setting.k.value, setting.scale.value);
    guessed = data.rows.length - wrong.length;
    show(wrong);
    const text = `${guessed} sorties sur ${data.rows.length} devinées, chacune cachée à son tour. Il en faut ${data.goal}.`;
    put("told", text);
    say(text);
  }

  function add(kind) {
    if (added.length >= data.mostAdded) return say(`Pas plus de ${data.mostAdded} points ajoutés.`);
    keep([...added, [here.wind.value, here.waves.value, kind === "bonne"]]);
    say(`Point ajouté : ${kind}. ${added.length} en tout.`);
  }

  function keep(next) {
    added = next;
    form.elements.ajouts.value = added.map(([a, b, good]) => `${a},${b},${good ? "b" : "m"}`).join(";");
    plot.fill("added", added.flatMap(mark));
    draw();
  }

  function go(wind, waves) {
    here.wind.set(wind);
    here.waves.set(waves);
  }

  svg.addEventListener("click", (event) => {
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
    go(point.x / 2, (100 - point.y) * 1.6);
  });

  tries(root.querySelector("[data-tries]"), () => [
    String(setting.k.value),
    String(setting.scale.value),
    String(recited()),
    guessed === null ? "pas essayé" : String(guessed),
  ]);
  return {
    attempt({ name, value }) {
      if (name === "epreuve") test();
      if (name === "ajouter") add(value);
      if (name === "effacer") {
        keep([]);
        say("Points effacés.");
      }
      if (name === "regarder") {
        go(...data.points["ABCDE".indexOf(value)]);
        svg.scrollIntoView({ block: "nearest" });
      }
    },
  };
}

const at = (wind, waves) => [2 * wind, down(waves / 1.6)];

function read(text) {
  const parts = text.split(";").filter(Boolean);
  return parts.map((part) => part.split(",")).map(([a, b, kind]) => [Number(a), Number(b), kind === "b"]);
}

// The same as path, _map_row, sentence and vote of ../view.py.
function path(lines) {
  const wide = 100 / lines[0].length;
  const high = 100 / lines.length;
  const cell = (j, [first, end]) => {
    const width = wide * (end - first);
    return `M${wide * first} ${100 - high * (j + 1)}h${width}v${high}h-${width}z`;
  };
  return lines.flatMap((line, j) => runs(line).map((run) => cell(j, run))).join("");
}

const words = (line) =>
  runs(line).map(([first, end]) => `de ${CELL[0] * first} à ${CELL[0] * end}`).join(", ") || "jamais";

function item([wind, waves, good]) {
  const made = document.createElement("li");
  made.textContent = `vent ${wind} km/h, vagues ${waves} cm : ${KIND(good)}`;
  return made;
}

function vote(good, k) {
  const more = k > LISTED ? `… et ${k - LISTED} autres. ` : "";
  return `${more}Le vote : ${good} pour « bonne », ${k - good} pour « mauvaise ». Réponse : ${KIND(2 * good > k)}.`;
}

function mark([wind, waves, good]) {
  const [cx, cy] = at(wind, waves);
  const shape = good
    ? ["rect", { class: "pt pt-1", x: cx - 1.7, y: cy - 1.7, width: 3.4, height: 3.4 }]
    : ["circle", { class: "pt pt-0", r: 1.9, cx, cy }];
  return [shape, ["circle", { class: "pt-last", r: 4, cx, cy }]];
}
