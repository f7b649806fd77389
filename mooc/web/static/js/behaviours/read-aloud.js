// Reads the page aloud with a voice of this device. Voices that send the text elsewhere are left
// out: nothing of what one reads leaves. Without a French voice the button stays hidden.

const SPOKEN = "h1, h2, h3, h4, p, li, dt, dd, legend, figcaption, caption, tr, summary, label.choice";
const SILENT = ".no-print, .visually-hidden, [hidden], noscript, script, .question-actions, select";
const ALL_OF_IT = "tr, legend, label.choice";

/** The elements to read, in order: the smallest ones that hold a whole sentence. */
export function spoken(root) {
  return [...root.querySelectorAll(SPOKEN)].filter((element) => {
    if (element.closest(SILENT) || !words(element)) return false;
    if (element.closest("details:not([open])") && element.localName !== "summary") return false;
    if (element.parentElement.closest(ALL_OF_IT)) return false;
    return element.matches(ALL_OF_IT) || !element.querySelector(SPOKEN);
  });
}

/** What is said of an element; the cells of a row are set apart by a pause. */
export function words(element) {
  const parts = element.localName === "tr" ? [...element.cells] : [element];
  const text = parts.map((part) => part.textContent.replace(/\s+/g, " ").trim()).filter(Boolean);
  const joined = text.join(", ");
  return /^h[1-6]$|^tr$/.test(element.localName) && !/[.!?…]$/.test(joined) ? `${joined}.` : joined;
}

/** A French voice of this device, or undefined. */
export function voiceOf(voices) {
  return voices.find((voice) => voice.localService && /^fr\b/i.test(voice.lang.replace("_", "-")));
}

export default function readAloud(button) {
  const synthesis = window.speechSynthesis;
  const article = button.closest("article");
  if (!synthesis || !article) return;
  const label = button.querySelector("span");
  const start = label.textContent;
  let current = null;
  let reading = false;

  const show = () => {
    button.hidden = !voiceOf(synthesis.getVoices());
  };
  const mark = (element) => {
    current?.classList.remove("is-read-aloud");
    current = element;
    current?.classList.add("is-read-aloud");
    current?.scrollIntoView({ block: "nearest" });
  };
  const stop = () => {
    reading = false;
    synthesis.cancel();
    mark(null);
    label.textContent = start;
  };
  const say = (queue) => {
    const element = queue.shift();
    if (!element) return stop();
    const utterance = new SpeechSynthesisUtterance(words(element));
    utterance.lang = "fr-FR";
    utterance.voice = voiceOf(synthesis.getVoices()) ?? null;
    utterance.addEventListener("start", () => mark(element));
    utterance.addEventListener("end", () => {
      if (reading) say(queue);
    });
    utterance.addEventListener("error", stop);
    synthesis.speak(utterance);
  };

  // The words of the button say what it will do: a pressed state beside them would say the reverse.
  button.addEventListener("click", () => {
    if (reading) return stop();
    reading = true;
    label.textContent = button.dataset.stop;
    synthesis.cancel();
    say(spoken(article));
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && reading) stop();
  });
  window.addEventListener("pagehide", () => synthesis.cancel());
  // Some browsers learn their voices late.
  synthesis.addEventListener?.("voiceschanged", show);
  show();
}
