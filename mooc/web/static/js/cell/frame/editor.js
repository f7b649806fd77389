// A text area of the browser, with colours behind it. Tab leaves it: it is never a trap.

import { paint } from "./highlight.js";

const INDENT = "    ";

/**
 * Make an editor. `label` names it to a screen reader; `onChange(source)` follows every edit;
 * `onRun(next)` answers Ctrl+Enter (next = false) and Shift+Enter (next = true).
 */
export function makeEditor({ id, label, source, hint, onChange, onRun }) {
  const root = document.createElement("div");
  root.className = "editor";
  const layer = document.createElement("pre");
  layer.className = "editor-colours";
  layer.setAttribute("aria-hidden", "true");
  const area = document.createElement("textarea");
  Object.assign(area, { id, className: "editor-text", value: source, spellcheck: false });
  area.rows = 1;
  area.autocomplete = "off";
  area.setAttribute("aria-label", label);
  area.setAttribute("aria-describedby", hint);
  area.setAttribute("autocapitalize", "off");
  area.setAttribute("autocorrect", "off");
  area.setAttribute("translate", "no");
  root.append(layer, area);
  paint(layer, source);

  area.addEventListener("input", () => {
    paint(layer, area.value);
    onChange(area.value);
  });
  area.addEventListener("keydown", (event) => onKey(event, area, onRun));
  return {
    root,
    focus: () => area.focus(),
    get value() {
      return area.value;
    },
    /** Replace everything as if typed, so that the browser's own undo brings it back. */
    set(text) {
      area.focus();
      area.select();
      insert(area, text);
    },
    /** Replace everything without moving the focus (a draft that is being restored). */
    restore(text) {
      area.value = text;
      paint(layer, text);
    },
  };
}

function onKey(event, area, onRun) {
  const command = event.ctrlKey || event.metaKey;
  if (event.key === "Enter" && (command || event.shiftKey)) {
    event.preventDefault();
    onRun(event.shiftKey);
  } else if (event.key === "Enter" && !event.isComposing && !event.altKey) {
    event.preventDefault();
    insert(area, "\n" + nextIndent(area));
  } else if (command && (event.key === "]" || event.key === "[")) {
    event.preventDefault();
    shiftLines(area, event.key === "]");
  } else if (event.key === "Backspace" && atIndent(area)) {
    event.preventDefault();
    area.setSelectionRange(area.selectionStart - INDENT.length, area.selectionStart);
    insert(area, "");
  }
}

function nextIndent(area) {
  const line = area.value.slice(0, area.selectionStart).split("\n").at(-1);
  const indent = line.match(/^ */)[0];
  return /:\s*(#.*)?$/.test(line) ? indent + INDENT : indent;
}

function atIndent(area) {
  if (area.selectionStart !== area.selectionEnd) return false;
  const line = area.value.slice(0, area.selectionStart).split("\n").at(-1);
  return line.length > 0 && line.length % INDENT.length === 0 && /^ +$/.test(line);
}

function shiftLines(area, deeper) {
  const { value, selectionStart, selectionEnd } = area;
  const from = value.lastIndexOf("\n", selectionStart - 1) + 1;
  const end = value.indexOf("\n", selectionEnd);
  const to = end < 0 ? value.length : end;
  const lines = value.slice(from, to).split("\n");
  const moved = lines.map((line) => (deeper ? INDENT + line : line.replace(/^ {1,4}/, "")));
  area.setSelectionRange(from, to);
  insert(area, moved.join("\n"));
  area.setSelectionRange(from, from + moved.join("\n").length);
}

/** Replace the selection. execCommand is old, and the only way that keeps the browser's undo. */
function insert(area, text) {
  const done = text
    ? document.execCommand("insertText", false, text)
    : document.execCommand("delete");
  if (done) return;
  area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
  area.dispatchEvent(new Event("input", { bubbles: true }));
}
