// The map of words: the chosen word, its neighbours, two words compared. Without this script the
// server does the same (bench.py).

import { cosine, hundred, neighbours, signed } from "./model.js";

export default function words(root, { data, form, say }) {
  const out = (name) => root.querySelector(`[data-out="${name}"]`);
  const field = (name) => form.elements[name];
  const dots = new Map([...out("dots").children].map((dot) => [dot.dataset.word, dot]));
  const map = root.querySelector(".atlas");

  for (const name of ["mot", "autre"]) field(name).addEventListener("change", () => redraw());
  // A comfort for the pointer; the list above the map does the same.
  map.addEventListener("click", (event) => choose(closest(map, dots, event)));

  function choose(word) {
    field("mot").value = word;
    redraw();
  }

  function redraw() {
    const word = field("mot").value;
    const other = field("autre").value;
    const near = neighbours(data.vectors, word, data.shown);
    place(word, new Set(near.map(([found]) => found)));
    out("word").textContent = word;
    out("rows").replaceChildren(...near.map(row));
    const likeness = signed(hundred(cosine(data.vectors[word], data.vectors[other])));
    out("both").textContent = `${word} et ${other}`;
    out("compared").textContent = likeness;
    const [[first, most]] = near;
    say(`${word}\u00a0: le plus proche est ${first}, ${hundred(most)}. Avec ${other}\u00a0: ${likeness}.`);
  }

  function place(word, near) {
    for (const [name, dot] of dots) dot.classList.toggle("is-near", near.has(name));
    const { cx, cy } = dots.get(word);
    out("here").setAttribute("transform", `translate(${cx.baseVal.value} ${cy.baseVal.value})`);
    out("name").textContent = word;
  }

  return {
    attempt(button) {
      if (button.name !== "voir") return;
      choose(button.value);
      // The word that was pressed has left the list: its closest neighbour takes the keyboard.
      out("rows").querySelector("button").focus();
    },
  };
}

/** The word whose dot is the nearest of where the pointer is. */
function closest(map, dots, event) {
  const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(map.getScreenCTM().inverse());
  const far = (dot) => Math.hypot(dot.cx.baseVal.value - at.x, dot.cy.baseVal.value - at.y);
  return [...dots.values()].reduce((best, dot) => (far(dot) < far(best) ? dot : best)).dataset.word;
}

function row([word, likeness]) {
  const line = document.createElement("tr");
  const head = document.createElement("th");
  head.scope = "row";
  const button = document.createElement("button");
  Object.assign(button, { className: "words-go", type: "submit", name: "voir", value: word });
  button.textContent = word;
  head.append(button);
  const cell = document.createElement("td");
  cell.className = "words-like";
  const number = document.createElement("span");
  number.textContent = signed(hundred(likeness));
  cell.append(number, bar(Math.max(0, hundred(likeness))));
  line.append(head, cell);
  return line;
}

function bar(width) {
  const space = "http://www.w3.org/2000/svg";
  const picture = document.createElementNS(space, "svg");
  picture.setAttribute("viewBox", "0 0 100 6");
  picture.setAttribute("preserveAspectRatio", "none");
  picture.setAttribute("aria-hidden", "true");
  const rect = document.createElementNS(space, "rect");
  rect.setAttribute("width", String(width));
  rect.setAttribute("height", "6");
  picture.append(rect);
  return picture;
}
