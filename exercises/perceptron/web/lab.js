// The perceptron's bench: moves the line, learns for real, counts, says. The form works without this
// script, and the server judges the three numbers alone.

import { minus, tenths } from "../../js/lab/french.js";
import { pair } from "../../js/lab/pair.js";
import { corners, down, scatter } from "../../js/lab/scatter.js";
import { tries } from "../../js/lab/tries.js";
import { border, errors, isWrong, learn, points } from "./model.js";

const NAMES = { "-1": "Adélie", 1: "papou" };
const MOST_LESSONS = 99999;

export default function perceptron(root, { data, form, say }) {
  const plot = scatter(root.querySelector("svg.scatter"));
  const put = (name, text) => {
    root.querySelector(`[data-out="${name}"]`).textContent = text;
  };
  const rows = root.querySelector("[data-rows=birds]").rows;
  const sliders = [...root.querySelectorAll(".lab-pair")].map((element) => pair(element, moved));
  let quiet = false;
  draw();

  const weights = () => sliders.map((slider) => slider.value);

  function draw() {
    const now = sliders.map((slider) => slider.value);
    const wrong = errors(now, data.rows);
    const edge = border(now);
    plot.mark("side").setAttribute("points", corners(edge.side));
    plot.mark("line").setAttribute("d", edge.line.map(([x, y], n) => `${n ? "L" : "M"}${x} ${down(y)}`).join(""));
    plot.ring(data.rows.flatMap((row, n) => (isWrong(now, row) ? [n] : [])));
    wrong.forEach((count, n) => {
      put(`wrong-${n}`, count);
      root.querySelector(`[data-goal="wrong-${n}"]`).classList.toggle("is-met", !count);
    });
    put("formula", formula(now));
    data.rows.forEach((row, n) => {
      rows[n].cells[4].textContent = tenths(points(now, row));
      rows[n].cells[5].textContent = isWrong(now, row) ? "non" : "oui";
    });
    return wrong;
  }

  function moved() {
    if (quiet) return;
    const [adelies, papous] = draw();
    plot.fill("last", []);
    say(`Mal classés : ${adelies} Adélies et ${papous} papous.`);
  }

  function set(next, lessons) {
    quiet = true;
    next.forEach((weight, n) => sliders[n].set(weight));
    quiet = false;
    form.elements.lecons.value = lessons;
    put("lessons", lessons);
    return draw();
  }

  function study(count) {
    const done = Number(form.elements.lecons.value);
    const taken = Math.min(count, MOST_LESSONS - done);
    const { weights: next, last } = learn(weights(), data.rows, done, taken);
    const wrong = set(next, done + taken);
    if (!last) return;
    const text = told(done + taken, last);
    put("told", text);
    const [x, y] = ["x", "y"].map((name) => root.querySelectorAll("[data-point]")[last.number - 1].getAttribute(name));
    plot.fill("last", [["circle", { class: "pt-last", r: 5, cx: x, cy: y }]]);
    say(`${text} Mal classés : ${wrong[0]} Adélies et ${wrong[1]} papous.`);
  }

  tries(root.querySelector("[data-tries]"), () => [
    weights().map(minus).join(" ; "),
    form.elements.lecons.value,
    String(errors(weights(), data.rows).reduce((a, b) => a + b)),
  ]);
  return {
    attempt({ name, value }) {
      if (name !== "lecon") return;
      if (value !== "0") return study(Number(value));
      set(data.start, 0);
      plot.fill("last", []);
      put("told", "Retour au départ : rien d’appris.");
      say("Retour au départ.");
    },
  };
}

// The same sentences as ../view.py.
function told(lessons, { number, side, change }) {
  const start = `Leçon ${lessons} : le manchot n° ${number}, ${NAMES[side]}, `;
  if (!change.some(Boolean)) return `${start}était du bon côté. Rien ne change.`;
  return `${start}était du mauvais côté. Les poids changent : ${change.map(signed).join(", ")}.`;
}

const sign = (value) => (value >= 0 ? "+" : "−");
const signed = (value) => sign(value) + Math.abs(value);

function formula([first, second, bias]) {
  return (
    `${minus(first)} × (longueur − 43) ${sign(second)} ${Math.abs(second)} × (épaisseur − 17) ` +
    `${sign(bias)} ${Math.abs(bias)}`
  );
}
