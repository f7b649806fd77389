// A tree of three questions at most, and the best next one: the same rules as ../model.py, and a
// test runs both. A row is [[values], full]; a split is [column, threshold], "at least?"; a tree is
// [first question, after yes, after no], null where none is asked.

// Less than this is rounding, not a gain.
const NOTHING = 1e-9;
const SIDES = ["oui", "non"];

export function parts(rows, [column, threshold]) {
  const yes = (row) => row[0][column] >= threshold;
  return [rows.filter(yes), rows.filter((row) => !yes(row))];
}

// Every place that the tree has, by path: "", "oui", "oui-non"…
export function nodes(rows, tree) {
  const found = { "": node(rows, tree[0]) };
  if (!tree[0]) return found;
  parts(rows, tree[0]).forEach((side, n) => {
    const split = tree[n + 1];
    found[SIDES[n]] = node(side, split);
    if (!split) return;
    parts(side, split).forEach((leaf, m) => {
      found[`${SIDES[n]}-${SIDES[m]}`] = node(leaf, null);
    });
  });
  return found;
}

function node(rows, split) {
  const full = count(rows);
  return { size: rows.length, full, split, says: 2 * full > rows.length };
}

export function errors(rows, tree, others) {
  const leaves = nodes(rows, tree);
  return others.filter(([values, full]) => leaves[leafOf(tree, values)].says !== full).length;
}

export function leafOf(tree, values) {
  if (!tree[0]) return "";
  const first = answer(values, tree[0]);
  const split = tree[first === "oui" ? 1 : 2];
  return split ? `${first}-${answer(values, split)}` : first;
}

const answer = (values, [column, threshold]) => (values[column] >= threshold ? "oui" : "non");

// The best question on one column, or null when none brings anything.
export function cut(rows, column) {
  const values = different(rows, column);
  const before = purity(rows);
  let best = null;
  values.slice(1).forEach((high, n) => {
    const split = [column, Math.floor((values[n] + high) / 2) + 1];
    const [yes, no] = parts(rows, split);
    const gain = purity(yes) + purity(no) - before;
    if (gain > (best ? best.gain : 0) + NOTHING) best = { split, gain };
  });
  return best && { ...best, tried: values.length - 1 };
}

// The place (0, 1, 2) and the question that gain most now: one move ahead, no further.
export function nextCut(rows, tree) {
  let best = null;
  let tried = 0;
  for (const [place, side] of open(rows, tree)) {
    for (let column = 0; column < rows[0][0].length; column += 1) {
      tried += Math.max(0, different(side, column).length - 1);
      const found = cut(side, column);
      if (found && found.gain > (best ? best.gain : 0) + NOTHING) best = { place, ...found };
    }
  }
  return best && { ...best, tried };
}

export function mixing(rows, tree) {
  const leaves = Object.values(nodes(rows, tree)).filter((leaf) => !leaf.split && leaf.size);
  const kept = leaves.reduce((sum, { full, size }) => sum + (full ** 2 + (size - full) ** 2) / size, 0);
  return 1 - kept / rows.length;
}

// The rows that reach a place: what the table of cuts is about.
export function reaching(rows, tree, place) {
  return place === 0 ? rows : parts(rows, tree[0])[place - 1];
}

function open(rows, tree) {
  if (!tree[0]) return [[0, rows]];
  return [1, 2].filter((place) => !tree[place]).map((place) => [place, reaching(rows, tree, place)]);
}

const count = (rows) => rows.filter((row) => row[1]).length;

const different = (rows, column) =>
  [...new Set(rows.map((row) => row[0][column]))].sort((a, b) => a - b);

function purity(rows) {
  const full = count(rows);
  const other = rows.length - full;
  return rows.length ? (full * full + other * other) / rows.length : 0;
}
