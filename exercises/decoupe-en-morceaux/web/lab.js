// The workshop: cuts what is typed, at each letter, and counts what it would cost. The text is
// never sent: it loses its name, so that the form does not hold it any more.

import { pair } from "../../js/lab/pair.js";
import cases from "../../labs/cases/lab.js";
import { costOf, cutter, euros } from "./bench.js";

export default function labCutting(root, tools) {
  const { data, say } = tools;
  const cut = cutter(data.merges);
  const field = root.querySelector('textarea[name="texte"]');
  const list = root.querySelector("[data-pieces]");
  const settings = ["prix", "fois"].map((name) =>
    pair(root.querySelector(`[data-pair="${name}"]`), update),
  );
  const sorted = cases(root, tools);
  field.removeAttribute("name");
  field.addEventListener("input", update);
  draw();

  function draw() {
    const found = cut(field.value);
    const [price, times] = settings.map((setting) => setting.value);
    list.replaceChildren(...found.labels.map(item));
    root.querySelector("[data-more]").hidden = found.count <= found.labels.length;
    const [low, middle, high] = costOf(found.count, price, times).map(euros);
    const more = found.count - found.labels.length;
    const unit = found.count > 1 ? "morceaux" : "morceau";
    const { count, words, signs } = found;
    put(root, { count, unit, words, signs, more, low, middle, high });
    return `${count} ${unit}, ${middle} par an.`;
  }

  function update() {
    say(draw());
  }

  return {
    attempt(button) {
      const text = data.examples[button.value];
      if (button.name !== "exemple" || text === undefined) return sorted?.attempt?.(button);
      field.value = text;
      update();
    },
  };
}

function item(label) {
  const line = document.createElement("li");
  const span = document.createElement("span");
  const [word, code] = /^octets? /.test(label) ? label.split(/ (.*)/) : ["", label];
  if (word) {
    line.className = "is-byte";
    span.append(Object.assign(document.createElement("i"), { textContent: `${word} ` }));
    span.firstChild.className = "visually-hidden";
  }
  span.append(code);
  line.append(span);
  return line;
}

function put(root, texts) {
  for (const [name, text] of Object.entries(texts)) {
    root.querySelector(`[data-out="${name}"]`).textContent = text;
  }
}
