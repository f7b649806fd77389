// Home page: counts again when the bar moves. The same sums as mooc/about/demo.py, on the same rows.
export default function thresholdDemo(section) {
  const input = section.querySelector("input[type=range]");
  const shown = section.querySelector("output");
  const dots = [...section.querySelectorAll(".dot")];
  const none = section.dataset.none;
  const put = (scope, name, value) => {
    scope.querySelector(`[data-out=${name}]`).textContent = value;
  };

  const update = () => {
    const bar = Number(input.value);
    const rows = dots.map((dot) => ({
      dot,
      name: dot.dataset.name,
      place: dot.dataset.place,
      need: dot.dataset.need === "1",
      out: Number(dot.dataset.note) < bar,
    }));
    for (const row of rows) row.dot.classList.toggle("dot-out", row.out);
    const missed = rows.filter((row) => row.need && row.out).map((row) => row.name);
    shown.textContent = bar;
    put(section, "helped", rows.filter((row) => !row.out).length);
    put(section, "missed", missed.join(", ") || none);
    put(section, "needless", rows.filter((row) => !row.need && !row.out).length);
    for (const line of section.querySelectorAll(".demo-shares [data-place]")) {
      const here = rows.filter((row) => row.place === line.dataset.place && row.need && !row.out);
      put(line, "served", here.length);
    }
  };

  section.querySelector("form").addEventListener("submit", (event) => event.preventDefault());
  input.addEventListener("input", update);
  update();
}
