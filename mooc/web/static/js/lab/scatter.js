// The scatter plot drawn by the server (macro scatter of lab_macros.html): marks rows, moves what
// stands in its layers. Positions are 0 to 100 on both axes, y upwards, as the server was given them.

const NS = "http://www.w3.org/2000/svg";

export function scatter(svg) {
  const points = [...svg.querySelectorAll("[data-point]")].map((point) => ({
    cx: point.getAttribute("x"),
    cy: point.getAttribute("y"),
  }));
  const rings = svg.querySelector('[data-layer="rings"]');

  return {
    // Rings around the rows of these numbers, and no others.
    ring(numbers) {
      rings.replaceChildren(...numbers.map((n) => shape("circle", { class: "pt-ring", r: 3.2, ...points[n] })));
    },
    // A mark of the layers "under" and "over", named by data-mark.
    mark(name) {
      return svg.querySelector(`[data-mark="${name}"]`);
    },
    // Fills a group named by data-mark with shapes: [["circle", {…}], …].
    fill(name, shapes) {
      this.mark(name).replaceChildren(...shapes.map(([tag, attributes, text]) => shape(tag, attributes, text)));
    },
  };
}

// "x,y x,y" for a polygon or a polyline; the picture's y goes down.
export const corners = (found) => found.map(([x, y]) => `${x},${down(y)}`).join(" ");

export const down = (y) => Math.round((100 - y) * 100) / 100;

function shape(tag, attributes, text = "") {
  const made = document.createElementNS(NS, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.textContent = text;
  return made;
}
