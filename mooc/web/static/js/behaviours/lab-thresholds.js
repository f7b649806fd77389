// The two-threshold lab: moves the plots, counts, says. The forms work without this script, and
// the server computes everything again from the two thresholds.

import { dotplot } from "../lab/dotplot.js";
import { announcer } from "../lab/live.js";
import { accepted, added, aligned, chance, gapTenths, outcome, reached } from "../lab/metrics.js";
import { pair } from "../lab/pair.js";
import { tries } from "../lab/tries.js";

const UNMEASURED = "non mesurable";
const share = (value) => (value === null ? UNMEASURED : `${value} %`);
const points = (tenths) =>
  tenths === null ? UNMEASURED : `${Math.floor(tenths / 10)},${tenths % 10}`;

export default function labThresholds(root) {
  const goals = {
    budget: Number(root.dataset.budget),
    reach: Number(root.dataset.reach),
    gap: Number(root.dataset.gap),
  };
  const parts = [...root.querySelectorAll("[data-group]")];
  const plots = parts.map((part) => dotplot(part.querySelector("svg")));
  const settings = parts.map((part) => pair(part.querySelector(".lab-pair"), update));
  const say = announcer(root.querySelector("[data-live]"));
  const form = root.querySelector("form.lab-setting");
  let result;

  function update() {
    const thresholds = settings.map((setting) => setting.value);
    plots.forEach((plot, n) => plot.move(thresholds[n]));
    result = measure(plots, thresholds, goals);
    show(root, result, thresholds);
    say(sentence(result, root.dataset.aids));
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const way = event.submitter?.value;
    if (!way) return;
    settings[1].set(aligned(plots[0].group, plots[1].group, settings[0].value, way));
  });
  // The answer's form is replaced after each answer: it takes the thresholds when it is sent.
  root.addEventListener("submit", () => send(root, settings), { capture: true });
  tries(root.querySelector("[data-tries]"), () => [
    settings.map((setting) => setting.value).join(" et "),
    String(result.total.helped),
    String(result.total.missed),
    points(result.gap),
  ]);
  // A browser may restore the fields of an earlier visit: start from what they say.
  const thresholds = settings.map((setting) => setting.value);
  plots.forEach((plot, n) => plot.move(thresholds[n]));
  result = measure(plots, thresholds, goals);
  show(root, result, thresholds);
}

function measure(plots, thresholds, goals) {
  const groups = plots.map((plot, n) => outcome(plot.group, thresholds[n]));
  const total = added(...groups);
  return { groups, total, gap: gapTenths(...groups), met: reached(...groups, goals) };
}

function show(root, { groups, total, gap, met }, thresholds) {
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
  for (const text of root.querySelectorAll("[data-sent-text]")) {
    text.textContent = thresholds[Number(text.dataset.sentText)];
  }
}

function send(root, settings) {
  for (const field of root.querySelectorAll("[data-sent]")) {
    field.value = settings[Number(field.dataset.sent)].value;
  }
}

function sentence({ total, gap, met }, aids) {
  const kept = Object.values(met).filter(Boolean).length;
  return (
    `${total.helped} aides sur ${aids}. Besoins couverts : ${share(chance(total))}. ` +
    `Écart de chances : ${points(gap)} points. Buts tenus : ${kept} sur 3.`
  );
}
