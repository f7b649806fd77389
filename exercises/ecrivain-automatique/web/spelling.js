/* From the model's pieces back to French: spaces, capitals, names. The server's twin: spelling.py. */

import { PARAGRAPH, surfaces } from "./model.js";

const ENDS = new Set([".", "!", "?", "…", PARAGRAPH]);
const OPENERS = new Set(["«", "—"]);

/** How to write names: a Map of the pieces that keep their capital inside a sentence. */
export function forms(text) {
  const capital = new Map();
  const small = new Set();
  let before = PARAGRAPH;
  for (const piece of surfaces(text)) {
    const inside = !ENDS.has(before) && !OPENERS.has(before);
    if (piece === piece.toLowerCase()) small.add(piece);
    else if (inside) capital.set(piece, (capital.get(piece) ?? 0) + 1);
    before = piece;
  }
  const rising = [...capital].sort(([one, n], [other, m]) => n - m || (one < other ? -1 : 1));
  const kept = rising.filter(([piece]) => !small.has(piece.toLowerCase()));
  return new Map(kept.map(([piece]) => [piece.toLowerCase(), piece]));
}

const TIGHT_BEFORE = new Set([",", ".", "…", ")"]);
const NARROW_BEFORE = new Set([";", "!", "?"]);

export const MARKS = new Map([
  [",", "virgule"],
  [".", "point"],
  ["…", "points de suspension"],
  ["!", "point d’exclamation"],
  ["?", "point d’interrogation"],
  [";", "point-virgule"],
  [":", "deux-points"],
  ["«", "guillemet ouvrant"],
  ["»", "guillemet fermant"],
  ["—", "tiret"],
  ["(", "parenthèse ouvrante"],
  [")", "parenthèse fermante"],
  [PARAGRAPH, "à la ligne"],
]);

/** What each piece adds to the text: its space before, its capital. */
export function strokes(list, names) {
  let before = PARAGRAPH;
  let first = true;
  let start = true;
  return list.map((piece) => {
    const stroke =
      piece === PARAGRAPH ? "\n" : gap(before, piece, start) + written(piece, first, names);
    start = piece === PARAGRAPH;
    // A dash opens a reply at the start of a line only.
    first = ENDS.has(piece) || piece === "«" || (piece === "—" && first);
    before = piece;
    return stroke;
  });
}

/** The pieces as a French reader expects them. */
export const spelt = (list, names) => strokes(list, names).join("");

function gap(before, piece, start) {
  if (start || before.endsWith("’") || before === "(") return "";
  if (TIGHT_BEFORE.has(piece)) return "";
  if (NARROW_BEFORE.has(piece)) return "\u202f";
  return piece === ":" || piece === "»" || before === "«" ? "\u00a0" : " ";
}

function written(piece, first, names) {
  const name = names.get(piece);
  if (name) return name;
  return first ? piece.charAt(0).toUpperCase() + piece.slice(1) : piece;
}
