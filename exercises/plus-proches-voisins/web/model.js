// k nearest neighbours on two measures, in whole numbers: the same rules as ../model.py, and a test
// runs both. A row is [wind, waves, good].

export const COLUMNS = 25;
export const LINES = 20;
export const CELL = [2, 8];

// Squared, in hundredths of (km/h)²: a centimetre of waves counts as `scale` tenths of km/h.
function distance(row, wind, waves, scale) {
  return (10 * (row[0] - wind)) ** 2 + (scale * (row[1] - waves)) ** 2;
}

// The numbers of the k nearest rows, nearest first; at the same distance, in the notebook's order.
export function nearest(rows, wind, waves, k, scale, without = -1) {
  const ranked = [];
  rows.forEach((row, n) => {
    if (n !== without) ranked.push([distance(row, wind, waves, scale), n]);
  });
  ranked.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  return ranked.slice(0, k).map(([, n]) => n);
}

export function answer(rows, wind, waves, k, scale, without = -1) {
  const found = nearest(rows, wind, waves, k, scale, without);
  return 2 * found.filter((n) => rows[n][2]).length > found.length;
}

// The rows guessed wrong from the others, or from all of them when none is hidden.
export function missed(rows, k, scale, hiding = true) {
  return rows.flatMap(([wind, waves, good], n) =>
    answer(rows, wind, waves, k, scale, hiding ? n : -1) === good ? [] : [n],
  );
}

// The map, line by line from the lowest waves: what the middle of each cell is told.
export function answers(rows, k, scale) {
  return Array.from({ length: LINES }, (_, j) =>
    Array.from({ length: COLUMNS }, (_, i) =>
      answer(rows, CELL[0] * i + CELL[0] / 2, CELL[1] * j + CELL[1] / 2, k, scale),
    ),
  );
}

// Where a line of the map says « good »: first column, and the one after the last.
export function runs(line) {
  const found = [];
  line.forEach((good, i) => {
    if (!good) return;
    const last = found.at(-1);
    if (last && last[1] === i) last[1] = i + 1;
    else found.push([i, i + 1]);
  });
  return found;
}
