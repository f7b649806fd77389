// The recommender of recommender.py, which judges: the same six titles from the same clicks.

export const PLACES = 6;
export const ROUNDS = 8;
export const LAST = 4;

/** The rounds of these clicks, and the next one when there is one left. */
export function play({ draw, explore, memory }, clicks, themes, titles) {
  const chance = generator(draw);
  const every = Array.from({ length: themes }, (_, theme) => theme);
  const shelves = every.map(() => shuffled(Array.from({ length: titles }, (_, n) => n), chance));
  const shown = every.map(() => 0);
  const discovered = every.map(() => 0);
  let tastes = every.map(() => 1 / themes);
  const rounds = [];
  for (let number = 0; number < Math.min(ROUNDS, clicks.length + 1); number += 1) {
    const order = shuffled(every, chance);
    const picks = places(explore, tastes, discovered, order).map(([theme, found]) => {
      const turn = shown[theme];
      shown[theme] += 1;
      if (found) discovered[theme] += 1;
      return { theme, title: shelves[theme][turn % titles], found, again: turn >= titles };
    });
    const counts = every.map((theme) => picks.filter((pick) => pick.theme === theme).length);
    const click = clicks[number] ?? null;
    rounds.push({ picks, tastes, click, counts, index: index(counts) });
    if (click) tastes = updated(tastes, picks[click - 1].theme, memory);
  }
  return rounds;
}

/** Tastes after a click: the old ones fade, the clicked theme takes what they leave. */
export function updated(tastes, clicked, memory) {
  return tastes.map((taste, theme) => (memory * taste + (100 - memory) * (theme === clicked)) / 100);
}

/** `count` places shared out by taste: whole parts, then the largest remainders. */
export function shared(tastes, count, order) {
  const quotas = tastes.map((taste) => taste * count);
  const counts = quotas.map(Math.floor);
  const left = count - counts.reduce((sum, one) => sum + one, 0);
  const gap = (theme) => counts[theme] - quotas[theme];
  for (const theme of [...order].sort((a, b) => gap(a) - gap(b)).slice(0, left)) counts[theme] += 1;
  return counts;
}

/** Shannon's entropy of the themes over its greatest value, in %, rounded down. */
export function index(counts) {
  const total = counts.reduce((sum, one) => sum + one, 0);
  const spent = counts.reduce((sum, c) => (c ? sum + c * Math.log(c) : sum), 0);
  return Math.floor(100 * (1 - spent / (total * Math.log(total))) + 1e-6);
}

/** Mean index of the last rounds, rounded down. */
export function diversity(rounds) {
  const last = rounds.slice(-LAST);
  return Math.floor(last.reduce((sum, round) => sum + round.index, 0) / last.length);
}

/** Titles of one's favourite themes in the last rounds. */
export function kept(rounds, liked) {
  const of = (round) => liked.reduce((sum, theme) => sum + round.counts[theme], 0);
  return rounds.slice(-LAST).reduce((sum, round) => sum + of(round), 0);
}

/** Clicks of someone who likes both themes, in turn; passes when neither is proposed. */
export function robot(settings, liked, themes, titles) {
  const clicks = [];
  for (let number = 0; number < ROUNDS; number += 1) {
    const { picks } = play(settings, clicks, themes, titles).at(-1);
    const place = (theme) => picks.findIndex((pick) => pick.theme === theme) + 1;
    clicks.push(place(liked[number % 2]) || place(liked[1 - (number % 2)]));
  }
  return clicks;
}

function places(explore, tastes, discovered, order) {
  const counts = shared(tastes, PLACES - explore, order);
  const liked = [...order].sort((a, b) => counts[b] - counts[a]);
  const rank = (theme) => (counts[theme] > 0 ? 1000 : 0) + discovered[theme];
  const fresh = [...order].sort((a, b) => rank(a) - rank(b)).slice(0, explore);
  return [
    ...liked.flatMap((theme) => Array.from({ length: counts[theme] }, () => [theme, false])),
    ...fresh.map((theme) => [theme, true]),
  ];
}

/** Draws whole numbers under n: the same as in Python. */
export function generator(seed) {
  let state = Math.imul(seed, 2_654_435_761) >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state * below) / 2 ** 32);
  };
}

function shuffled(values, chance) {
  const found = [...values];
  for (let last = found.length - 1; last > 0; last -= 1) {
    const other = chance(last + 1);
    [found[last], found[other]] = [found[other], found[last]];
  }
  return found;
}
