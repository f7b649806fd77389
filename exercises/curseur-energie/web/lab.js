// Six tools on one axis under two sliders, then a tool for each need. Without this script the server
// does the same (bench.py).

import { pair } from "../../js/lab/pair.js";
import { answer, bulb, carbon, carbonText, energyText, span, year, yearly } from "./cost.js";

const NONE = "Choisissez un outil pour voir son essai.";

export default function energy(root, { data, form, say }) {
  const out = (name) => root.querySelector(`[data-out="${name}"]`);
  const field = (name) => form.elements[name];
  const sliders = ["usages", "jetons"].map((name) =>
    pair(root.querySelector(`[data-pair="${name}"]`), () => redraw(true)),
  );

  function redraw(loud) {
    const setting = {
      watts: data.devices[field("appareil").value],
      pue: Number(field("pue").value),
      tokens: sliders[1].value,
    };
    const [low, high] = data.electricity[field("electricite").value];
    const lines = root.querySelector('[data-rows="tools"]').rows;
    data.tools.forEach((tool, n) => {
      const ofYear = yearly(tool, setting, sliders[0].value);
      const texts = [energyText(answer(tool, setting)), energyText(ofYear), carbonText(carbon(ofYear, low, high))];
      texts.forEach((text, at) => (lines[n].cells[at + 1].textContent = text));
      root.querySelector(`[data-year="${tool.id}"]`).textContent = texts[1];
      const [start, width] = span(ofYear);
      const bar = root.querySelector(`[data-bar="${tool.id}"]`);
      bar.setAttribute("x", start.toFixed(2));
      bar.setAttribute("width", width.toFixed(2));
      if (tool.id !== field("modele").value) return;
      ["one", "year", "carbon"].forEach((name, at) => (out(name).textContent = texts[at]));
      out("bulb").textContent = bulb(ofYear);
      if (loud) say(`En un an\u00a0: ${texts[1]}, ${texts[2]} de CO2e.`);
    });
  }

  function showNeed(need, n, loud) {
    const tool = data.tools.find(({ id }) => id === field(need.field).value);
    const told = tool ? `${capital(need.told[tool.id])}.` : NONE;
    const setting = { ...data.at, tokens: need.tokens };
    const energy = tool ? `En un an\u00a0: ${energyText(year(tool, setting, need.perYear))}.` : "";
    out(`trial-${n}`).textContent = told;
    out(`need-${n}`).textContent = energy;
    if (loud) say(`${told} ${energy}`);
  }

  form.addEventListener("change", ({ target }) => {
    const n = data.needs.findIndex((need) => need.field === target.name);
    if (n >= 0) showNeed(data.needs[n], n, true);
    else if (["modele", "appareil", "pue", "electricite"].includes(target.name)) redraw(true);
  });
  redraw(false);
  data.needs.forEach((need, n) => showNeed(need, n, false));
}

const capital = (text) => text[0].toUpperCase() + text.slice(1);
