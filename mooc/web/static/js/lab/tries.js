// A notebook of tries, kept in the page only: a table that the learner fills to compare settings.
//
// tries(element): element holds a button, and a hidden part with a table body to fill.

export function tries(element, read) {
  const body = element.querySelector("tbody");
  const kept = element.querySelector("[data-kept]");
  const status = element.querySelector("[data-status]");
  const seen = new Set();

  element.querySelector("button").addEventListener("click", () => {
    const cells = read();
    const key = cells.join("|");
    if (seen.has(key)) {
      status.textContent = "Cet essai est déjà noté.";
      return;
    }
    seen.add(key);
    const row = body.insertRow();
    const head = document.createElement("th");
    head.scope = "row";
    head.textContent = String(seen.size);
    row.append(head);
    for (const cell of cells) row.insertCell().textContent = cell;
    kept.hidden = false;
    status.textContent = `Essai ${seen.size} noté.`;
  });
  element.hidden = false;
}
