// What two thresholds do to two groups, in whole numbers: the same rules as
// mooc/grading/labs/thresholds/metrics.py, and a test runs both. For display only: the server
// grades from the thresholds alone.
//
// A group is {inNeed: [scores], others: [scores]}.

export function outcome(group, threshold) {
  const above = (scores) => scores.filter((score) => score >= threshold).length;
  const served = above(group.inNeed);
  const undue = above(group.others);
  const inNeed = group.inNeed.length;
  return counts(inNeed + group.others.length, served + undue, inNeed, served);
}

export function added(a, b) {
  return counts(a.size + b.size, a.helped + b.helped, a.inNeed + b.inNeed, a.served + b.served);
}

function counts(size, helped, inNeed, served) {
  return { size, helped, inNeed, served, missed: inNeed - served, undue: helped - served };
}

// part / whole in percent, rounded half up; null when it cannot be measured.
export function percent(part, whole) {
  return whole ? Math.floor((200 * part + whole) / (2 * whole)) : null;
}

export const chance = (of) => percent(of.served, of.inNeed);
export const accepted = (of) => percent(of.helped, of.size);

// Gap between two chances in tenths of a point, rounded up: "5,0" is never more than 5.
export function gapTenths(first, second) {
  const whole = first.inNeed * second.inNeed;
  if (!whole) return null;
  const difference = Math.abs(first.served * second.inNeed - second.served * first.inNeed);
  return Math.floor((1000 * difference + whole - 1) / whole);
}

// goals: {budget, reach, gap} in percent and points.
export function reached(first, second, goals) {
  const total = added(first, second);
  const gap = gapTenths(first, second);
  return {
    budget: 100 * total.helped <= goals.budget * total.size,
    reach: 100 * total.served >= goals.reach * total.inNeed,
    gap: gap !== null && gap <= 10 * goals.gap,
  };
}

// The threshold of `second` that makes it most like `first`: way is "seuil", "part" or "chance".
export function aligned(first, second, threshold, way) {
  if (way === "seuil") return threshold;
  const here = outcome(first, threshold);
  const distance = (candidate) => {
    const there = outcome(second, candidate);
    return way === "part"
      ? Math.abs(here.helped * there.size - there.helped * here.size)
      : Math.abs(here.served * there.inNeed - there.served * here.inNeed);
  };
  let best = 100;
  for (let t = 99; t >= 0; t -= 1) if (distance(t) < distance(best)) best = t;
  return best;
}
