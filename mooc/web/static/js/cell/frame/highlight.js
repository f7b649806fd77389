// Python's words coloured behind the text area. Only for the eye: never parsed again.

const KEYWORDS = new Set(
  ("False None True and as assert async await break class continue def del elif else except " +
    "finally for from global if import in is lambda match case nonlocal not or pass raise return " +
    "try while with yield").split(" "),
);

const TOKENS = new RegExp(
  [
    "(?<comment>#[^\\n]*)",
    "(?<string>[rbfuRBFU]{0,2}(?:\"\"\"[^]*?(?:\"\"\"|$)|'''[^]*?(?:'''|$)" +
      "|\"(?:\\\\.|[^\"\\\\\\n])*\"?|'(?:\\\\.|[^'\\\\\\n])*'?))",
    "(?<number>\\b(?:0[xob][\\da-f_]+|\\d[\\d_]*(?:\\.[\\d_]*)?(?:e[+-]?\\d+)?)\\b)",
    "(?<word>[\\p{L}_][\\p{L}\\p{N}_]*)",
  ].join("|"),
  "giu",
);

/** `[kind, text]` pairs that, joined, are exactly the source. */
export function tokens(source) {
  const found = [];
  let at = 0;
  for (const match of source.matchAll(TOKENS)) {
    if (match.index > at) found.push(["plain", source.slice(at, match.index)]);
    found.push([kindOf(match.groups), match[0]]);
    at = match.index + match[0].length;
  }
  if (at < source.length) found.push(["plain", source.slice(at)]);
  return found;
}

function kindOf(groups) {
  if (groups.comment) return "comment";
  if (groups.string) return "string";
  if (groups.number) return "number";
  return KEYWORDS.has(groups.word) ? "keyword" : "plain";
}

/** Fill `layer` with the coloured source. */
export function paint(layer, source) {
  const parts = tokens(source).map(([kind, text]) => {
    if (kind === "plain") return document.createTextNode(text);
    const span = document.createElement("span");
    span.className = `t-${kind}`;
    span.textContent = text;
    return span;
  });
  // The last line break of a <pre> has no height of its own: the space gives it one.
  layer.replaceChildren(...parts, document.createTextNode(" "));
}
