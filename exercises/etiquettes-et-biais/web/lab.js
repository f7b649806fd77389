// Twenty labels, two models: trains both at each label or review, and shows whom they flag by
// mistake. Without this script the server does the same (bench.py).

import { gap, rates, train, words } from "./model.js";

const UNMEASURED = "…";
const share = (tenths) => `${Math.floor(tenths / 10)}\u00a0%`;
const points = (tenths) => `${Math.floor(tenths / 10)},${tenths % 10}`;

export default function labels(root, { data, form, say }) {
  const out = (name) => root.querySelector(`[data-out="${name}"]`);
  const texts = data.messages.map(({ text }) => text);
  const panel = data.messages.map((message) => message.panel);
  const boxes = [...root.querySelectorAll("input[name=relire]")];
  const ofPanel = measure(panel);

  const given = () =>
    texts.map((_, n) => {
      const value = form.elements[`m${n + 1}`].value;
      return value ? value === "oui" : null;
    });

  function measure(flags) {
    const used = flags.flatMap((flag, n) => (flag === null ? [] : [n]));
    const model = train(
      used.map((n) => texts[n]),
      used.map((n) => flags[n]),
    );
    return model && rates(data.columns, model, data.labelled, 0);
  }

  function redraw() {
    const own = given();
    const corrected = panel.map((flag, n) => (boxes[n].checked && own[n] !== null ? own[n] : flag));
    const found = [measure(own), ofPanel, measure(corrected)];
    const done = own.filter((flag) => flag !== null).length;
    const asked = boxes.filter((box) => box.checked).length;
    root.querySelector("[data-work]").classList.toggle("is-complete", done === texts.length);
    out("labelled").textContent = String(done);
    out("asked").textContent = String(asked);
    // What is checked stays free to be unchecked.
    for (const box of boxes) box.disabled = !box.checked && asked >= data.reviews;
    const goals = showGoals(found);
    found.forEach((rates, n) => move(root.querySelector(`[data-mark="${n}"]`), rates));
    fill("results", resultRows(found));
    fill("words", wordRows(own, corrected));
    say(
      `${done} messages étiquetés, ${asked} relectures. Écart de ton modèle\u00a0: ${goals.own} points. ` +
        `Écart du panel relu\u00a0: ${goals.corrected} points.`,
    );
  }

  function showGoals([own, , corrected]) {
    const told = { own: own ? points(gap(own)) : UNMEASURED, corrected: corrected ? points(gap(corrected)) : UNMEASURED };
    const least = own && corrected ? Math.min(...own.found, ...corrected.found) : null;
    out("gap-0").textContent = told.own;
    out("gap-2").textContent = told.corrected;
    out("least").textContent = least === null ? UNMEASURED : share(least);
    met("own", own !== null && gap(own) <= 10 * data.goals.gap);
    met("panel", corrected !== null && gap(corrected) <= 10 * data.goals.gap);
    met("found", least !== null && least >= 10 * data.goals.found);
    return told;
  }

  function met(name, reached) {
    root.querySelector(`[data-goal="${name}"]`).classList.toggle("is-met", reached);
  }

  function wordRows(own, corrected) {
    return data.words.flatMap((word) => {
      const places = texts.flatMap((text, n) => (words(text).includes(word) ? [n] : []));
      if (!places.length) return [];
      const cells = [own, panel, corrected].map((flags) => {
        const count = places.filter((n) => flags[n]).length;
        return `${count} sur ${places.length}`;
      });
      return [[word, ...cells]];
    });
  }

  function fill(name, rows) {
    const lines = root.querySelector(`[data-rows="${name}"]`).rows;
    rows.forEach((row, n) => row.forEach((cell, at) => (lines[n].cells[at].textContent = cell)));
  }

  form.addEventListener("change", (event) => {
    if (/^(m\d+|relire)$/.test(event.target.name)) redraw();
  });
  // A browser may have kept what was chosen before a reload.
  if (given().some((flag) => flag !== null)) redraw();
}

function move(mark, found) {
  mark.toggleAttribute("hidden", !found);
  if (!found) return;
  const [first, second] = found.alarms.map((tenths) => 100 + 0.22 * tenths);
  mark.querySelector("line").setAttribute("x1", first);
  mark.querySelector("line").setAttribute("x2", second);
  mark.querySelector("circle").setAttribute("cx", first);
  mark.querySelector("rect").setAttribute("x", second - 6);
}

function resultRows(found) {
  const cells = (read) => found.map((rates) => (rates ? read(rates) : UNMEASURED));
  const names = ["français courant", "parler marseillais"];
  return [
    ...names.map((name, g) => [`Amicaux signalés à tort, ${name}`, ...cells((r) => share(r.alarms[g]))]),
    ["Écart entre les deux", ...cells((r) => `${points(gap(r))}\u00a0points`)],
    ...names.map((name, g) => [`Blessants repérés, ${name}`, ...cells((r) => share(r.found[g]))]),
  ];
}
