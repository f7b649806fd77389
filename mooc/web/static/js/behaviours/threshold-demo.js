// Home page: counts again when the bar moves. The same sums as mooc/about/demo.py, on the rows of
// the page's own table.

import { announcer } from "../lab/live.js";

export default function thresholdDemo(section) {
  const input = section.querySelector("input[type=range]");
  const rows = [...section.querySelectorAll("tr[data-row]")].map((tr) => ({
    tr,
    name: tr.dataset.row,
    place: tr.dataset.place,
    note: Number(tr.dataset.note),
    need: tr.dataset.need === "1",
    dot: section.querySelector(`.dot[data-name="${CSS.escape(tr.dataset.row)}"]`),
  }));
  const put = (scope, name, value) => {
    const place = scope.querySelector(`[data-out=${name}]`);
    if (place.textContent !== String(value)) place.textContent = value;
  };

  // What a value does is said once, whole, when the hand pauses: a number that changed in the middle
  // of a sentence says nothing alone, and the slider already says its own.
  const bar = section.querySelector("output");
  for (const noisy of [bar, section.querySelector("[aria-live]")]) noisy.setAttribute("aria-live", "off");
  const live = Object.assign(document.createElement("p"), { className: "visually-hidden" });
  live.setAttribute("role", "status");
  section.append(live);
  const say = announcer(live);

  const update = () => {
    const at = Number(input.value);
    const helped = rows.filter((row) => row.note >= at);
    const missed = rows.filter((row) => row.need && row.note < at);
    for (const row of rows) {
      const out = row.note < at;
      row.dot.classList.toggle("dot-out", out);
      put(row.tr, "decision", out ? section.dataset.no : section.dataset.yes);
    }
    for (const lane of section.querySelectorAll(".lane")) {
      const here = helped.filter((row) => row.need && row.place === lane.dataset.place);
      put(lane, "served", here.length);
    }
    bar.textContent = at;
    put(section, "helped", helped.length);
    put(section, "needless", helped.filter((row) => !row.need).length);
    put(section, "missed", missed.map((row) => row.name).join(", ") || section.dataset.none);
  };

  section.querySelector("form").addEventListener("submit", (event) => event.preventDefault());
  input.addEventListener("input", () => {
    update();
    const told = [...section.querySelectorAll(".lane-title, .demo-result")];
    say(told.map((part) => part.innerText.replace(/\s+/g, " ").trim()).join(". "));
  });
  update();
}
