/* Likeness of two words: the cosine of their vectors. The server's twin: model.py. */

export function cosine(one, other) {
  let product = 0;
  let left = 0;
  let right = 0;
  one.forEach((value, at) => {
    product += value * other[at];
    left += value * value;
    right += other[at] * other[at];
  });
  return left && right ? product / Math.sqrt(left * right) : 0;
}

/** [word, likeness] of the words most like one, the closest first; ties in the order of the map. */
export function neighbours(vectors, word, many) {
  return Object.keys(vectors)
    .filter((other) => other !== word)
    .map((other) => [other, cosine(vectors[word], vectors[other])])
    .sort(([, one], [, other]) => other - one)
    .slice(0, many);
}

/** A likeness as it is read, from -100 to 100. */
export const hundred = (likeness) => Math.round(100 * likeness) + 0;

/** A number with a true minus sign. */
export const signed = (number) => String(number).replace("-", "−");
