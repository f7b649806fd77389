// The dot plot drawn by the server (components/dotplot.html): reads its people, moves its
// threshold. Each circle carries data-score; class "need" says that the person is in need.

export function dotplot(svg) {
  const dots = [...svg.querySelectorAll("circle")].map((circle) => ({
    circle,
    score: Number(circle.dataset.score),
    need: circle.classList.contains("need"),
  }));
  const line = svg.querySelector("line.threshold");
  const zone = svg.querySelector("rect.refused");
  const left = Number(svg.dataset.left);
  const unit = Number(svg.dataset.unit);

  const scores = (need) => dots.filter((dot) => dot.need === need).map((dot) => dot.score);

  return {
    group: { inNeed: scores(true), others: scores(false) },
    move(threshold) {
      // Between two scores: people exactly on the threshold are helped.
      const x = left + (threshold - 0.5) * unit;
      line.setAttribute("x1", x);
      line.setAttribute("x2", x);
      zone.setAttribute("width", Math.max(0, x));
      for (const dot of dots) dot.circle.classList.toggle("helped", dot.score >= threshold);
    },
  };
}
