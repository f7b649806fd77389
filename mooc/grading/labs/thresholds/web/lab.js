// The two-threshold lab: moves the plots, counts, says. The form works without this script, and
// the server computes everything again from the two thresholds.

import { dotplot } from "../../js/lab/dotplot.js";
import { pair } from "../../js/lab/pair.js";
import { tries } from "../../js/lab/tries.js";
import { accepted, added, aligned, chance, gapTenths, outcome, reached } from "./metrics.js";

const UNMEASURED = "non mesurable";
const share = (value) => (value === null ? UNMEASURED : `${value} %`);
const points = (tenths) =>
  tenths === null ? UNMEASURED : `${Math.floor(tenths / 10)},${tenths % 10}`;

export default function labThresholds(root, { data, say }) {
  const goals = { budget: data.budget, reach: data.reach, gap: data.gap };
  const parts = [...root.querySelectorAll("[data-group]")];
  const plots = parts.map((part) => dotplot(part.querySelector("svg")));
  const settings = parts.map((part) => pair(part.querySelector(".lab-pair"), update));
  let result = draw();

  function draw() {
    const thresholds = settings.map((setting) => setting.value);
    plots.forEach((plot, n) => plot.move(thresholds[n]));
    const found = measure(plots, thresholds, goals);
    show(root, found);
    return found;
  }

  function update() {
    result = draw();
    say(sentence(result, data.aids));
  }

  tries(root.querySelector("[data-tries]"), () => [
    settings.map((setting) => setting.value).join(" et "),
    String(result.total.helped),
    String(result.total.missed),
    points(result.gap),
  ]);
  return {
    attempt({ name, value }) {
      if (name !== "aligner") return;
      settings[1].set(aligned(plots[0].group, plots[1].group, settings[0].value, value));
    },
  };
}

function measure(plots, thresholds, goals) {
  const groups = plots.map((plot, n) => outcome(plot.group, thresholds[n]));
  const total = added(...groups);
  return { groups, total, gap: gapTenths(...groups), met: reached(...groups, goals) };
}

function show(root, { groups, total, gap, met }) {
  const put = (name, text) => {
    root.querySelector(`[data-out="${name}"]`).textContent = text;
  };
  [...groups, total].forEach((of, n) => {
    put(`helped-${n}`, of.helped);
    put(`rate-${n}`, accepted(of) ?? UNMEASURED);
    put(`missed-${n}`, of.missed);
    put(`undue-${n}`, of.undue);
    put(`chance-${n}`, chance(of) ?? UNMEASURED);
  });
  put("helped", total.helped);
  put("reach", share(chance(total)));
  put("gap", points(gap));
  for (const item of root.querySelectorAll("[data-goal]")) {
    item.classList.toggle("is-met", met[item.dataset.goal]);
  }
}

function sentence({ total, gap, met }, aids) {
  const kept = Object.values(met).filter(Boolean).length;
  return (
    `${total.helped} aides sur ${aids}. Besoins couverts : ${share(chance(total))}. ` +
    `Écart de chances : ${points(gap)} points. Buts tenus : ${kept} sur 3.`
  );
}
