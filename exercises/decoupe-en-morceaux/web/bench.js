/* The workshop's labels and sums; bench.py is its twin on the server (a test compares both). */

import { encode, normalise, spell, vocabulary } from "./model.js";

export const SHOWN = 200; // pieces that are shown one by one
const SIGNS = { " ": "␣", "\n": "↵", "\t": "⇥" };
const UTF8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** A function from a text to all that the workshop says of it. */
export function cutter(merges) {
  const known = vocabulary(merges);
  return (text) => {
    const plain = normalise(text);
    const pieces = spell(known, encode(known, text));
    return {
      labels: pieces.slice(0, SHOWN).map(label),
      count: pieces.length,
      words: plain.split(/[ \t\n]+/).filter(Boolean).length,
      signs: [...plain].length,
    };
  };
}

/** A piece as it is shown: « ␣moulin », or « octet D9 » for a part of a letter. */
export function label(bytes) {
  try {
    const text = UTF8.decode(new Uint8Array(bytes));
    return text.replace(/[ \n\t]/g, (sign) => SIGNS[sign]);
  } catch {
    const hex = bytes.map((byte) => byte.toString(16).toUpperCase().padStart(2, "0"));
    return `octet${bytes.length > 1 ? "s" : ""} ${hex.join(" ")}`;
  }
}

/** Cents a year at half the price, at the price, at twice: texts of so many pieces, a day. */
export function costOf(pieces, price, times) {
  const sent = pieces * price * times * 365;
  return [20000, 10000, 5000].map((unit) => Math.floor((2 * sent + unit) / (2 * unit)));
}

/** 123456 → « 1 234,56 € », with spaces that do not break. */
export function euros(cents) {
  const whole = String(Math.floor(cents / 100)).replace(/\B(?=(\d{3})+$)/g, "\u202f");
  return `${whole},${String(cents % 100).padStart(2, "0")}\u202f€`;
}
