// A model of means, in whole numbers: the same as model.py, which judges.

export const INK = "0123456789abcdefg";
export const picture = (code) => [...code].map((sign) => INK.indexOf(sign));

/** The mean of each digit that was given at least once, as sums: [{digit, size, total, square}]. */
export function train(pictures, labels, digits) {
  return digits.flatMap((digit) => {
    const own = pictures.filter((_, n) => labels[n] === digit);
    if (!own.length) return [];
    const total = own[0].map((_, at) => own.reduce((sum, one) => sum + one[at], 0));
    return [{ digit, size: own.length, total, square: dot(total, total) }];
  });
}

/** The digit of the nearest mean, the first of them when two are as near. */
export function predict(means, seen) {
  let best = null;
  let found = "";
  for (const { digit, size, total, square } of means) {
    const far = square - 2 * size * dot(seen, total);
    const over = size * size;
    if (best === null || far * best.over < best.far * over) {
      best = { far, over };
      found = digit;
    }
  }
  return found;
}

export function right(means, pictures, digits) {
  return pictures.filter((seen, n) => predict(means, seen) === digits[n]).length;
}

/** For each of `names`, how many of its pictures are taken for each of them. */
export function confusion(means, pictures, digits, names) {
  const counts = names.map(() => names.map(() => 0));
  pictures.forEach((seen, n) => {
    const found = predict(means, seen);
    if (found) counts[names.indexOf(digits[n])][names.indexOf(found)] += 1;
  });
  return counts;
}

/** Right after one label, two labels, and so on, in the order of the page. */
export function curve(pictures, labels, digits, trying) {
  const used = labels.flatMap((label, n) => (label ? [n] : []));
  return used.map((_, last) => {
    const first = used.slice(0, last + 1);
    const means = train(
      first.map((n) => pictures[n]),
      first.map((n) => labels[n]),
      digits,
    );
    return right(means, trying.pictures, trying.names);
  });
}

function dot(first, second) {
  let sum = 0;
  for (let at = 0; at < first.length; at += 1) sum += first[at] * second[at];
  return sum;
}
