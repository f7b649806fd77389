// What a cell shows as HTML: tables and small drawings, rebuilt from a list of what is allowed.
// The frame is sandboxed and its policy forbids inline script; this is the fence before those.

const HTML = new Set(
  ("p br hr b strong i em u s small sub sup code pre kbd samp var q blockquote ul ol li dl dt dd " +
    "table caption thead tbody tfoot tr th td colgroup col div section span h2 h3 h4 h5 h6 " +
    "details summary meter progress figure figcaption abbr time").split(" "),
);
const SVG = new Set(
  "svg g path rect circle ellipse line polyline polygon text tspan title desc".split(" "),
);
const ATTRIBUTES = new Set(
  ("lang dir title scope colspan rowspan headers span role aria-label aria-hidden open value min " +
    "max low high optimum datetime start reversed " +
    "viewbox width height x y x1 y1 x2 y2 cx cy r rx ry d points fill stroke stroke-width " +
    "stroke-dasharray stroke-linecap fill-opacity stroke-opacity opacity text-anchor " +
    "dominant-baseline font-size font-weight transform").split(" "),
);
const CLASS = /^sudia-[a-z0-9-]+$/;
const MAX_NODES = 20000;
// Its content is dropped with it, instead of being shown as text.
const DROPPED = new Set("script style template iframe object embed noscript link meta base".split(" "));

/** A fragment holding the allowed part of `html`. */
export function sanitise(html) {
  const parsed = new DOMParser().parseFromString(html, "text/html");
  const out = document.createDocumentFragment();
  const budget = { left: MAX_NODES };
  copyChildren(parsed.body, out, budget);
  return out;
}

function copyChildren(from, to, budget) {
  for (const node of from.childNodes) {
    budget.left -= 1;
    if (budget.left < 0) return;
    if (node.nodeType === Node.TEXT_NODE) to.append(node.data);
    else if (node.nodeType === Node.ELEMENT_NODE) copyElement(node, to, budget);
  }
}

function copyElement(node, to, budget) {
  const name = node.localName.toLowerCase();
  if (DROPPED.has(name)) return;
  const drawn = node.namespaceURI === "http://www.w3.org/2000/svg" && SVG.has(name);
  const allowed = drawn || (node.namespaceURI === "http://www.w3.org/1999/xhtml" && HTML.has(name));
  const target = allowed ? document.createElementNS(node.namespaceURI, name) : to;
  if (allowed) {
    copyAttributes(node, target);
    to.append(target);
  }
  copyChildren(node, target, budget);
}

function copyAttributes(from, to) {
  for (const { name, value } of from.attributes) {
    if (name === "class") {
      const kept = value.split(/\s+/).filter((word) => CLASS.test(word));
      if (kept.length) to.setAttribute("class", kept.join(" "));
    } else if (ATTRIBUTES.has(name.toLowerCase()) && !/url\s*\(|javascript:/i.test(value)) {
      to.setAttribute(name, value.slice(0, 20000));
    }
  }
}
