/* An n-gram model of words: counts, nothing else. The server trains the same one in Python
   (ngram.py): same pieces, same counts, same order of ties, same draws. A test compares both. */

export const LONGEST = 3; // pieces that the model may look back
export const COPY = 5; // words in a row that make a passage copied word for word
export const PARAGRAPH = "¶";

const LETTER = "A-Za-zÀ-ÖØ-öø-ÿŒœ";
// « M. » is one piece; an elided word keeps its apostrophe (« l’ », « qu’ »).
const PIECE = new RegExp(
  `M\\.(?=[ \\u00a0\\u202f][A-ZÀ-ÖØ-Þ])|[${LETTER}0-9]+(?:-[${LETTER}0-9]+)*’?|[.,;:!?…()«»—]|\\n`,
  "g",
);
const WORD = new RegExp(`^[${LETTER}0-9]`);
const SEPARATOR = "\n";

/** The words and marks of a text as they are written; the end of a line is « ¶ ». */
export function surfaces(text) {
  const found = text.replaceAll("'", "’").match(PIECE) ?? [];
  return found.map((piece) => (piece === "\n" ? PARAGRAPH : piece));
}

/** What the model reads: the pieces in small letters. */
export const pieces = (text) => surfaces(text).map((piece) => piece.toLowerCase());

export const isWord = (piece) => WORD.test(piece);

/** counts[n].get(context) is a Map from each piece to how many times it followed. */
export function train(text, longest = LONGEST) {
  const counts = Array.from({ length: longest + 1 }, () => new Map());
  text.forEach((piece, at) => {
    for (let back = 0; back <= Math.min(longest, at); back += 1) {
      const context = text.slice(at - back, at).join(SEPARATOR);
      let next = counts[back].get(context);
      if (!next) counts[back].set(context, (next = new Map()));
      next.set(piece, (next.get(piece) ?? 0) + 1);
    }
  });
  return { size: text.length, counts };
}

/** Counts after some pieces, and how many pieces back were really used: a context never met says
    nothing, so the model looks back one piece less. */
export function following(model, before, back) {
  for (let used = Math.min(back, before.length, LONGEST); used > 0; used -= 1) {
    const found = model.counts[used].get(before.slice(before.length - used).join(SEPARATOR));
    if (found) return { counts: found, used };
  }
  return { counts: model.counts[0].get(""), used: 0 };
}

/** The likeliest first; equal counts in the order of their characters. */
export const ranked = (counts) =>
  [...counts].sort(([one, n], [other, m]) => m - n || (one < other ? -1 : 1));

/** [piece, share], the likeliest first. At 0 the first takes all; at 1 these are the shares of the
    counts; above, the rare ones catch up. */
export function odds(counts, temperature) {
  const order = ranked(counts);
  if (temperature <= 0) return order.map(([piece], at) => [piece, at === 0 ? 1 : 0]);
  const most = order[0][1];
  const weights = order.map(([, count]) => (count / most) ** (1 / temperature));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return order.map(([piece], at) => [piece, weights[at] / total]);
}

/** A number from 0 to 1 that looks drawn by chance, for the piece number « at » of a text. The
    server draws the same: same seed, same text. */
export function chance(seed, at) {
  const state = (Math.imul(seed, 0x9e3779b1) + Math.imul(at + 1, 0x6d2b79f5)) >>> 0;
  let mixed = Math.imul(state ^ (state >>> 15), state | 1) >>> 0;
  mixed = (mixed ^ (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61))) >>> 0;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
}

/** The piece on which a chance falls when the odds are laid end to end. */
export function pick(choices, drawn) {
  let left = drawn;
  for (const [piece, share] of choices) {
    left -= share;
    if (left < 0) return piece;
  }
  return choices.at(-1)[0];
}

/** The start, and some more words drawn one after the other from the odds. Marks come besides, but
    not for ever: a text of marks alone stops too. */
export function write(model, start, more, back, temperature, seed) {
  const text = [...start];
  const last = start.length + 4 * more;
  for (let left = more; left > 0 && text.length < last; ) {
    const { counts } = following(model, text, back);
    text.push(pick(odds(counts, temperature), chance(seed, text.length)));
    left -= isWord(text.at(-1)) ? 1 : 0;
  }
  return text;
}

/** [first word, how many words] of each passage found word for word in what was read. */
export function copied(written, read) {
  const words = read.filter(isWord);
  const mine = written.filter(isWord);
  const key = (list, at) => list.slice(at, at + COPY).join(SEPARATOR);
  const places = new Map();
  for (let at = 0; at + COPY <= words.length; at += 1) {
    const here = places.get(key(words, at));
    if (here) here.push(at);
    else places.set(key(words, at), [at]);
  }
  const found = [];
  for (let at = 0; at + COPY <= mine.length; ) {
    let longest = 0;
    for (const place of places.get(key(mine, at)) ?? []) {
      let length = 0;
      while (
        at + length < mine.length &&
        place + length < words.length &&
        mine[at + length] === words[place + length]
      ) {
        length += 1;
      }
      longest = Math.max(longest, length);
    }
    if (longest) found.push([at, longest]);
    at += longest || 1;
  }
  return found;
}
