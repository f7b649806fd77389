// A picture of 8 × 8 squares, drawn and told in words: the same as picture.py.

const SIDE = 8;
const SHADES = 4;
const DARK = 6;
const SPACE = "http://www.w3.org/2000/svg";

export const shade = (value) => Math.min(SHADES, Math.floor((value + 3) / 4));

/** [[shade, path]…], lightest first; empty shades are left out. */
export function shades(picture) {
  const paths = new Map();
  for (let y = 0; y < SIDE; y += 1) {
    const row = picture.slice(y * SIDE, (y + 1) * SIDE).map(shade);
    for (const [start, end] of runs(row)) {
      const path = `M${start} ${y}h${end - start}v1h-${end - start}z`;
      paths.set(row[start], (paths.get(row[start]) ?? "") + path);
    }
  }
  return [...paths].filter(([level]) => level).sort(([a], [b]) => a - b);
}

/** Each row's written columns: « 3 à 5 », « 2, 6 » or « rien ». */
export function rows(picture) {
  return Array.from({ length: SIDE }, (_, y) => {
    const written = picture.slice(y * SIDE, (y + 1) * SIDE).map((value) => value >= DARK);
    const spans = runs(written).filter(([start]) => written[start]);
    const told = spans.map(([a, b]) => (b === a + 1 ? `${b}` : `${a + 1} à ${b}`));
    return told.join(", ") || "rien";
  });
}

export function draw(svg, picture) {
  svg.replaceChildren(
    ...shades(picture).map(([level, path]) => {
      const made = document.createElementNS(SPACE, "path");
      made.setAttribute("class", `ink-${level}`);
      made.setAttribute("d", path);
      return made;
    }),
  );
}

function runs(values) {
  const edges = [];
  for (let n = 1; n < values.length; n += 1) if (values[n] !== values[n - 1]) edges.push(n);
  return [0, ...edges].map((start, n) => [start, edges[n] ?? values.length]);
}
