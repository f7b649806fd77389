// Home page: counts again when the bar moves. The same sums as mooc/about/demo.py, on the rows of
// the page's own table.
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

  const update = () => {
    const bar = Number(input.value);
    const helped = rows.filter((row) => row.note >= bar);
    const missed = rows.filter((row) => row.need && row.note < bar);
    for (const row of rows) {
      const out = row.note < bar;
      row.dot.classList.toggle("dot-out", out);
      put(row.tr, "decision", out ? section.dataset.no : section.dataset.yes);
    }
    for (const lane of section.querySelectorAll(".lane")) {
      const here = helped.filter((row) => row.need && row.place === lane.dataset.place);
      put(lane, "served", here.length);
    }
    section.querySelector("output").textContent = bar;
    put(section, "helped", helped.length);
    put(section, "needless", helped.filter((row) => !row.need).length);
    put(section, "missed", missed.map((row) => row.name).join(", ") || section.dataset.none);
  };

  section.querySelector("form").addEventListener("submit", (event) => event.preventDefault());
  input.addEventListener("input", update);
  update();
}
