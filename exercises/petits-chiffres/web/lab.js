// Thirty digits to label: trains a model of means at each label, draws what it has learnt and what
// it is worth. Without this script the server does the same (bench.py).

import { confusion, curve, picture, train } from "./model.js";
import { draw, rows } from "./picture.js";

const SPACE = "http://www.w3.org/2000/svg";
const STEP = 5;

export default function digits(root, { data, form, say }) {
  const out = (name) => root.querySelector(`[data-out="${name}"]`);
  const pictures = data.digits.map(picture);
  const trying = {
    names: data.trying.map(([name]) => name),
    pictures: data.trying.map(([, code]) => picture(code)),
  };
  const share = (count) => Math.floor((100 * count) / trying.names.length);
  const labels = () => pictures.map((_, n) => form.elements[`c${n + 1}`].value);

  function show() {
    const given = labels();
    const used = given.flatMap((label, n) => (label ? [n] : []));
    const means = train(
      used.map((n) => pictures[n]),
      used.map((n) => given[n]),
      data.classes,
    );
    const counts = curve(pictures, given, data.classes, trying);
    const now = counts.at(-1) ?? 0;
    out("share").textContent = `${share(now)}\u00a0%`;
    out("labelled").textContent = String(used.length);
    root.querySelector('[data-goal="share"]').classList.toggle("is-met", share(now) >= data.goal);
    showMeans(means);
    showCurve(counts);
    const table = confusion(means, trying.pictures, trying.names, data.classes);
    fill("confusion", table.map((row, n) => [data.classes[n], ...row]));
    return { used: used.length, now };
  }

  function showMeans(means) {
    const told = data.classes.map((digit) => {
      const mean = means.find((one) => one.digit === digit);
      const ink = mean ? mean.total.map((sum) => sum / mean.size) : [];
      const place = root.querySelector(`[data-mean="${digit}"]`);
      draw(place.querySelector("svg"), ink.map(Math.round));
      place.querySelector("[data-size]").textContent = String(mean ? mean.size : 0);
      return [digit, ...(mean ? rows(ink) : Array(8).fill("rien"))];
    });
    fill("means", told);
  }

  function showCurve(counts) {
    const at = (n) => [34 + 9 * n, 122 - 1.1 * share(counts[n - 1])];
    const all = counts.map((_, n) => n + 1);
    const kept = all.filter((n) => n % STEP === 0 || n === counts.length);
    out("curve").setAttribute("points", all.map((n) => at(n).join(",")).join(" "));
    out("dots").replaceChildren(...kept.map((n) => dot(at(n))));
    fill("steps", kept.map((n) => [n, counts[n - 1], `${share(counts[n - 1])}\u00a0%`]));
  }

  /** Rows of a table twin, the first cell of each as its head. */
  function fill(name, table) {
    const body = root.querySelector(`[data-rows="${name}"]`);
    body.replaceChildren(
      ...table.map(([head, ...cells]) => {
        const row = document.createElement("tr");
        const th = document.createElement("th");
        th.scope = "row";
        th.textContent = String(head);
        row.append(th);
        for (const cell of cells) {
          const td = row.insertCell();
          td.className = "num";
          td.textContent = String(cell);
        }
        return row;
      }),
    );
  }

  form.addEventListener("change", (event) => {
    if (!/^c\d+$/.test(event.target.name)) return;
    const { used, now } = show();
    say(`${used} étiquettes. ${now} chiffres reconnus sur ${trying.names.length}, ${share(now)}\u00a0%.`);
  });
  // A browser may have kept what was chosen before a reload.
  if (labels().some(Boolean)) show();
}

function dot([x, y]) {
  const made = document.createElementNS(SPACE, "circle");
  for (const [name, value] of [["cx", x], ["cy", y], ["r", 4]]) made.setAttribute(name, value);
  return made;
}
