// A perceptron with two inputs, in whole numbers: the same rules as ../model.py, and a test runs
// both. A row is [length, depth, side]: tenths of a millimetre, 1 for a papou and −1 for an Adélie.

const CENTRE = [430, 170];
const BIAS = 10;
const ORIGIN = [300, 120];
const UNIT = [3, 1];
export const HIGHEST = 100;

// In tenths.
export function points(weights, [length, depth]) {
  return weights[0] * (length - CENTRE[0]) + weights[1] * (depth - CENTRE[1]) + weights[2] * BIAS;
}

// On the line itself nothing is decided: that is wrong too.
export const isWrong = (weights, row) => row[2] * points(weights, row) <= 0;

export function errors(weights, rows) {
  const wrong = rows.filter((row) => isWrong(weights, row));
  const papous = wrong.filter((row) => row[2] === 1).length;
  return [wrong.length - papous, papous];
}

// Rosenblatt's rule: a row on the wrong side is added to the weights (or taken away).
export function lesson(weights, row) {
  if (!isWrong(weights, row)) return weights;
  const [length, depth, side] = row;
  return [
    weights[0] + side * (length - CENTRE[0]),
    weights[1] + side * (depth - CENTRE[1]),
    weights[2] + side * BIAS,
  ].map((weight) => Math.min(HIGHEST, Math.max(-HIGHEST, weight)));
}

// `count` lessons after the `done` first ones, one row each, round and round.
export function learn(weights, rows, done, count) {
  let last = null;
  for (let turn = done; turn < done + count; turn += 1) {
    const index = turn % rows.length;
    const after = lesson(weights, rows[index]);
    const change = after.map((weight, n) => weight - weights[n]);
    last = { number: index + 1, side: rows[index][2], change };
    weights = after;
  }
  return { weights, last };
}

// The papou side's corners and the line's two ends on the plot (0 to 100), to a tenth.
export function border(weights) {
  const corners = [[0, 0], [100, 0], [100, 100], [0, 100]];
  const side = [];
  const line = [];
  corners.forEach(([ax, ay], n) => {
    const [bx, by] = corners[(n + 1) % 4];
    const here = at(weights, ax, ay);
    const there = at(weights, bx, by);
    if (here >= 0 && weights.some(Boolean)) side.push([ax, ay]);
    if (here === 0) line.push([ax, ay]);
    if (here * there < 0) {
      const part = here / (here - there);
      const crossing = [tenth(ax + part * (bx - ax)), tenth(ay + part * (by - ay))];
      side.push(crossing);
      line.push(crossing);
    }
  });
  return { side, line: line.length === 2 ? line : [] };
}

const at = (weights, x, y) => points(weights, [ORIGIN[0] + UNIT[0] * x, ORIGIN[1] + UNIT[1] * y]);
const tenth = (value) => Math.floor(value * 10 + 0.5) / 10;
