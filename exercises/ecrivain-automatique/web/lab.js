// The writing machine: trains on the text that is chosen, shows its odds, writes, and marks what is
// copied. Without this script the server does the same (bench.py).

import { pair } from "../../js/lab/pair.js";
import { copied, following, isWord, odds, pieces, train, write } from "./model.js";
import { forms, MARKS, spelt, strokes } from "./spelling.js";

const ROWS = 8;
const LONGEST_START = 300;
const LAST_DRAW = 999;
const FAILED = "Le texte n’a pas pu être chargé. Vérifiez la connexion, puis choisissez-le de nouveau.";

export default async function writer(root, { data, form, say }) {
  const out = (name) => root.querySelector(`[data-out="${name}"]`);
  const field = (name) => form.elements[name];
  const heat = pair(root.querySelector('[data-pair="temperature"]'), () => redraw());
  const read = reader(data.readings);
  let shown = field("lu").value;

  for (const name of ["lu", "debut", "tirage"]) field(name).addEventListener("input", () => redraw());
  for (const radio of field("regard")) radio.addEventListener("change", () => redraw());
  // The shortest text is ready before anyone asks; the others wait for a choice.
  if (shown === Object.keys(data.readings)[0]) read(shown).catch(() => {});

  const now = ({ model }) => {
    const start = pieces(field("debut").value);
    const back = Number(field("regard").value);
    const draw = Math.min(LAST_DRAW, Math.max(1, Math.round(Number(field("tirage").value)) || 1));
    const temperature = heat.value / 10;
    const written = write(model, start, data.words, back, temperature, draw);
    return { start, back, draw, temperature, written };
  };

  async function reading() {
    const wanted = field("lu").value;
    root.setAttribute("aria-busy", "true");
    try {
      const found = await read(wanted);
      shown = wanted;
      out("failed").hidden = true;
      return found;
    } catch {
      field("lu").value = shown;
      out("failed").textContent = FAILED;
      out("failed").hidden = false;
      return null;
    } finally {
      root.removeAttribute("aria-busy");
    }
  }

  async function redraw() {
    const found = await reading();
    if (found) show(out, say, found, now(found));
  }

  async function attempt(button) {
    const found = await reading();
    if (!found) return;
    const set = now(found);
    if (button.name === "autre") {
      field("tirage").value = String((set.draw % LAST_DRAW) + 1);
    } else {
      field("debut").value = longer(set, button, found.names);
    }
    show(out, say, found, now(found));
    // The word that was pressed is gone from the list: the next likeliest takes the keyboard.
    if (button.name === "choisir") out("rows").querySelector("button").focus();
  }

  return { attempt };
}

function show(out, say, found, set) {
  const next = following(found.model, set.start, set.back);
  const rows = odds(next.counts, set.temperature);
  const context = inside(set.start.slice(set.start.length - next.used), found.names);
  const never = set.start.length ? "Début jamais lu. " : "";
  out("after").textContent = next.used
    ? `Après «\u00a0${context}\u00a0», dans le livre\u00a0:`
    : `${never}Tous les mots du livre\u00a0:`;
  out("rows").replaceChildren(...rows.slice(0, ROWS).map((row) => line(row, next.counts, found.names)));
  const others = next.counts.size - ROWS;
  out("others").textContent = `${others > 0 ? `et ${others} autres mots. ` : ""}Choisissez un mot pour l’écrire.`;
  const passages = copied(set.written, found.read);
  paper(out, found, set, passages);
  const [[first, share]] = rows;
  say(
    `Le plus probable\u00a0: ${name(first, found.names)}, ${percent(share)}. ` +
      `${out("copied").textContent} mots sur ${out("words").textContent} recopiés.`,
  );
}

function paper(out, found, set, passages) {
  const places = set.written.flatMap((piece, at) => (isWord(piece) ? [at] : []));
  const drawn = strokes(set.written, found.names);
  const ends = passages.map(([first, length]) => [places[first], places[first + length - 1]]);
  out("text").replaceChildren(...runs(drawn, set.start.length, ends), "…");
  out("copied").textContent = String(passages.reduce((sum, [, length]) => sum + length, 0));
  out("words").textContent = String(places.length);
  out("count").textContent = String(passages.length);
  const items = passages.map(([, length], n) => {
    const text = drawn.slice(ends[n][0], ends[n][1] + 1).join("").trim();
    return element("li", `«\u00a0${text}\u00a0» (${length} mots)`);
  });
  out("passages").replaceChildren(...(items.length ? items : [element("li", "Aucun.")]));
}

/** The start with the word that was pressed, or with the next one drawn; its end when it is long. */
function longer(set, button, names) {
  const chosen = button.name === "choisir";
  const end = nextWord(set.written, set.start.length) + 1;
  const text = chosen ? [...set.start, button.value] : set.written.slice(0, end);
  while (spelt(text, names).length > LONGEST_START) text.shift();
  return spelt(text, names);
}

function nextWord(written, start) {
  for (let at = start; at < written.length; at += 1) if (isWord(written[at])) return at;
  return written.length - 1;
}

/** Reads a text once, by its id: its pieces, its counts, its names. */
function reader(files) {
  const ready = new Map();
  return (id) => {
    if (!ready.has(id)) {
      const wait = fetch(new URL(files[id], import.meta.url)).then(async (response) => {
        if (!response.ok) throw new Error(String(response.status));
        const text = await response.text();
        const read = pieces(text);
        return { read, model: train(read), names: forms(text) };
      });
      ready.set(id, wait);
      wait.catch(() => ready.delete(id));
    }
    return ready.get(id);
  };
}

/** Some pieces as they read in the middle of a sentence, without a capital. */
const inside = (list, names) => spelt([",", ...list], names).slice(1).trim();
const percent = (share) => `${(100 * share).toFixed(1).replace(".", ",")}\u00a0%`;
const name = (piece, names) => MARKS.get(piece) ?? names.get(piece) ?? piece;

function line([piece, share], counts, names) {
  const row = document.createElement("tr");
  const head = element("th");
  head.scope = "row";
  const button = element("button", names.get(piece) ?? piece);
  Object.assign(button, { className: "writer-word", type: "submit", name: "choisir", value: piece });
  if (MARKS.has(piece)) button.append(" ", element("small", MARKS.get(piece)));
  head.append(button);
  const seen = element("td", String(counts.get(piece)));
  seen.className = "num";
  const odds = element("td");
  odds.className = "writer-share";
  odds.append(element("span", percent(share)), bar(100 * share));
  row.append(head, seen, odds);
  return row;
}

function bar(width) {
  const space = "http://www.w3.org/2000/svg";
  const picture = document.createElementNS(space, "svg");
  picture.setAttribute("viewBox", "0 0 100 6");
  picture.setAttribute("preserveAspectRatio", "none");
  picture.setAttribute("aria-hidden", "true");
  const rect = document.createElementNS(space, "rect");
  rect.setAttribute("width", width.toFixed(1));
  rect.setAttribute("height", "6");
  picture.append(rect);
  return picture;
}

/** The text as nodes: in bold what was given, underlined what is copied. */
function runs(drawn, start, ends) {
  const kind = (at) => [at < start, ends.some(([first, last]) => first <= at && at <= last)];
  const found = [];
  drawn.forEach((stroke, at) => {
    const [mine, copy] = kind(at);
    const last = found.at(-1);
    if (last && last.mine === mine && last.copy === copy) last.text += stroke;
    else found.push({ text: stroke, mine, copy });
  });
  return found.map(({ text, mine, copy }) => {
    const inner = mine ? element("b", text) : document.createTextNode(text);
    if (!copy) return inner;
    const mark = element("mark");
    mark.append(inner);
    return mark;
  });
}

function element(tag, text = "") {
  const made = document.createElement(tag);
  made.textContent = text;
  return made;
}
