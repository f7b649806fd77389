/* A small tokeniser: byte-pair encoding with the merges that train.py learned. The server has the
   same one in Python (model.py): same chunks, same merges. A test compares both. */

const BYTES = 256;
const MARK = "!-&(-/:-@\\[-`{-~«»“”…–—·€";
// A word keeps the space before it and an elision's apostrophe (« l’ »).
const CHUNK = new RegExp(` ?[^ \\t\\n0-9’${MARK}]+’?| ?[0-9]+| ?[’${MARK}]+|[ \\t\\n]+`, "g");
const UTF8 = new TextEncoder();

/** One way to write the same thing: composed letters, plain spaces, curly apostrophes. */
export function normalise(text) {
  return whole(text)
    .replaceAll("\r\n", "\n")
    .replaceAll("\r", "\n")
    .normalize("NFC")
    .replace(/[\u00a0\u202f]/g, " ")
    .replaceAll("'", "’");
}

// A half of a character, which UTF-8 cannot write, becomes « � ».
const whole = (text) =>
  text.replace(/[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]/g, (found) =>
    found.length === 2 ? found : "\ufffd",
  );

/** The parts of a text that no piece may cross. */
export const chunks = (text) => normalise(text).match(CHUNK) ?? [];

/** merges: [left, right, left, right…] in the order of training; pair n makes piece 256 + n. */
export function vocabulary(merges) {
  const ranks = new Map();
  const spellings = Array.from({ length: BYTES }, (_, byte) => [byte]);
  for (let at = 0; at < merges.length; at += 2) {
    const [left, right] = [merges[at], merges[at + 1]];
    ranks.set(key(left, right), at / 2);
    spellings.push([...spellings[left], ...spellings[right]]);
  }
  return { ranks, spellings };
}

const key = (left, right) => left * 65536 + right;

/** The pieces of a text, as numbers. */
export const encode = (known, text) => chunks(text).flatMap((chunk) => pieces(known, chunk));

/** The bytes of each piece: one letter of some alphabets takes several pieces. */
export const spell = (known, ids) => ids.map((id) => known.spellings[id]);

function pieces({ ranks }, chunk) {
  let ids = [...UTF8.encode(chunk)];
  while (ids.length > 1) {
    const [rank, at] = first(ranks, ids);
    if (rank === Infinity) break;
    ids = merge(ids, ids[at], ids[at + 1], BYTES + rank);
  }
  return ids;
}

// The pair of neighbours that was merged first in training, and where it stands.
function first(ranks, ids) {
  let best = [Infinity, -1];
  for (let at = 0; at + 1 < ids.length; at += 1) {
    const rank = ranks.get(key(ids[at], ids[at + 1])) ?? Infinity;
    if (rank < best[0]) best = [rank, at];
  }
  return best;
}

function merge(ids, left, right, made) {
  const out = [];
  for (let at = 0; at < ids.length; at += 1) {
    if (ids[at] === left && ids[at + 1] === right) {
      out.push(made);
      at += 1;
    } else out.push(ids[at]);
  }
  return out;
}
