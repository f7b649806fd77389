// Naive Bayes on words, and what it does on messages made of parts: the same as model.py and
// messages.py, which judge.

const NOTHING = 1e-9;

export const words = (text) => text.toLowerCase().replaceAll("’", " ").match(/[a-zà-ÿœ]+/g) ?? [];

/** {weights, start}, or null when one of the two sorts of labels is missing. */
export function train(messages, flags) {
  const flagged = flags.filter(Boolean).length;
  if (!flagged || flagged === flags.length) return null;
  const counts = { true: new Map(), false: new Map() };
  messages.forEach((message, n) => {
    const of = counts[Boolean(flags[n])];
    for (const word of words(message)) of.set(word, (of.get(word) ?? 0) + 1);
  });
  const known = new Set([...counts.true.keys(), ...counts.false.keys()]);
  const size = (of) => [...of.values()].reduce((sum, count) => sum + count, 0) + known.size;
  const [yes, no] = [size(counts.true), size(counts.false)];
  const weights = {};
  for (const word of known) {
    weights[word] =
      Math.log(((counts.true.get(word) ?? 0) + 1) / yes) -
      Math.log(((counts.false.get(word) ?? 0) + 1) / no);
  }
  return { weights, start: Math.log(flagged / (flags.length - flagged)) };
}

/** What the words of a text add up to; a word never seen adds nothing. */
export function weight(model, text) {
  let total = 0;
  for (const word of words(text)) total += model.weights[word] ?? 0;
  return total;
}

/** {alarms, found} by group, in tenths of %, on the messages of one half that are not in `seen`. */
export function rates(columns, model, seen, half) {
  const skipped = new Set(seen.map(([hurtful, places]) => `${hurtful}:${places}`));
  const of = (group, hurtful) => {
    const parts = columns[group][hurtful].map((column) => column.map((part) => weight(model, part)));
    let flags = 0;
    let total = 0;
    for (const places of everyPlace(parts.map((column) => column.length))) {
      const sum = places.reduce((a, b) => a + b, 0);
      if (sum % 2 !== half || skipped.has(`${hurtful}:${places}`)) continue;
      total += 1;
      const score = places.reduce((score, place, at) => score + parts[at][place], model.start);
      if (score > NOTHING) flags += 1;
    }
    return Math.floor((1000 * flags) / total);
  };
  return { alarms: [of(0, 0), of(1, 0)], found: [of(0, 1), of(1, 1)] };
}

export const gap = ({ alarms }) => Math.abs(alarms[0] - alarms[1]);

function everyPlace(sizes) {
  return sizes.reduce(
    (found, size) => found.flatMap((places) => Array.from({ length: size }, (_, n) => [...places, n])),
    [[]],
  );
}
