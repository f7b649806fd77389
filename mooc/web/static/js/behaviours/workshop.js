// The author's workshop: the frame follows the files and keeps its place, problems follow too.

/** The nearest element with an id above the top of the window, and how far it stands from it. */
function placeOf(view) {
  const marks = [...view.document.querySelectorAll("main [id]")];
  const above = marks.filter((mark) => mark.getBoundingClientRect().top <= 1).pop();
  return above
    ? { id: above.id, gap: above.getBoundingClientRect().top, top: view.scrollY }
    : { id: "", gap: 0, top: view.scrollY };
}

function goTo(view, place) {
  const mark = place.id && view.document.getElementById(place.id);
  const top = mark ? view.scrollY + mark.getBoundingClientRect().top - place.gap : place.top;
  view.scrollTo({ top, behavior: "instant" });
}

/** Rules for paper are applied to the screen, those for the screen alone are set aside. */
function asPaper(document) {
  for (const sheet of document.styleSheets) {
    for (const rule of sheet.cssRules) {
      if (!(rule instanceof document.defaultView.CSSMediaRule)) continue;
      if (/\bprint\b/.test(rule.media.mediaText)) rule.media.mediaText = "all";
      else if (/^\s*screen\b/.test(rule.media.mediaText)) rule.media.mediaText = "not all";
    }
  }
}

export default function workshop(room) {
  const form = room.querySelector("form");
  const told = room.querySelector("[data-told]");
  const state = room.querySelector("[data-state]");
  let frame = room.querySelector("[data-view]");

  const address = () => {
    const asked = new URLSearchParams();
    for (const name of ["public", "metier", "stade"]) {
      if (form.elements[name]?.value) asked.set(name, form.elements[name].value);
    }
    if (form.elements.comme.value === "faux") asked.set("apercu", "faux");
    return `${room.dataset.preview}?${asked}`;
  };

  /** A new frame each time: its sandbox cannot change once it is filled. */
  const show = () => {
    const view = frame.contentWindow;
    const place = view?.document?.querySelector("main") ? placeOf(view) : null;
    const how = form.elements.comme.value;
    const next = frame.cloneNode(false);
    if (how === "sans-js") next.setAttribute("sandbox", "allow-same-origin allow-forms");
    else next.removeAttribute("sandbox");
    const width = how === "imprime" ? "794" : form.elements.largeur.value;
    next.toggleAttribute("width", Boolean(width));
    if (width) next.setAttribute("width", width);
    next.addEventListener(
      "load",
      () => {
        if (how === "imprime") asPaper(next.contentDocument);
        if (place) goTo(next.contentWindow, place);
        next.classList.remove("is-coming");
        old.remove();
        room.dataset.shown = String(Number(room.dataset.shown ?? 0) + 1);
      },
      { once: true },
    );
    const old = frame;
    // Laid out while it is out of sight: what has no size cannot be scrolled.
    next.classList.add("is-coming");
    next.src = address();
    frame.after(next);
    frame = next;
  };

  const tell = async () => {
    const answer = await fetch(room.dataset.problems);
    if (!answer.ok) {
      state.textContent = "Cette page ne peut plus être lue : son fichier a changé de nom ?";
      return;
    }
    const held = told.contains(document.activeElement) && document.activeElement.getAttribute("data-anchor");
    told.innerHTML = await answer.text();
    // One place speaks, and it was there before: it says the count with the hour.
    const count = told.querySelector("[role=status]");
    count?.removeAttribute("role");
    state.textContent = `Relu à ${new Date().toLocaleTimeString("fr-FR")}. ${count?.textContent.trim() ?? ""}`;
    if (held) told.querySelector(`[data-anchor="${CSS.escape(held)}"]`)?.focus();
  };

  told.addEventListener("click", (event) => {
    const link = event.target.closest("[data-anchor]");
    if (!link) return;
    event.preventDefault();
    frame.contentDocument.getElementById(link.dataset.anchor)?.scrollIntoView();
  });
  form.addEventListener("change", show);
  form.addEventListener("submit", (event) => event.preventDefault());

  const stream = new EventSource(room.dataset.stream);
  stream.addEventListener("change", () => Promise.all([show(), tell()]));
  stream.addEventListener("open", () => {
    state.textContent = "Les fichiers sont suivis.";
    room.dataset.followed = "";
  });
  stream.addEventListener("error", () => {
    state.textContent = "Le site ne répond plus. Relancez « mooc serve --author ».";
  });
  window.addEventListener("pagehide", () => stream.close());
}
