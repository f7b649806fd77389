// The page's side of a sandboxed frame. Its origin is null, so its word is worth nothing by
// itself: we answer one greeting, from that very window, with the nonce drawn for it, and then
// speak by a private port, in texts that are counted and measured.

const MAX_TEXT = 2_000_000; // characters of one message
const PER_SECOND = 60; // messages a second that an honest frame never reaches for long
const BURST = 240;

/**
 * Put a frame into `holder`. `greet()` gives what to tell it; `hear(message)` receives objects
 * with a `type`; `flooded()` is called once, after which the frame is gone. `origin` is the frame's
 * own: "null" for a sandbox that has none. `greet()` may take its time, or give null: no welcome.
 */
export function openFrame(options) {
  const { holder, address, title, greet, hear, flooded, silent } = options;
  const { sandbox = "allow-scripts", origin = "null", patience = 15000 } = options;
  const nonce = draw();
  const frame = document.createElement("iframe");
  frame.sandbox = sandbox;
  frame.title = title;
  frame.className = "python-cell-frame";
  frame.referrerPolicy = "no-referrer";
  frame.src = `${address}#${nonce}`;
  let port = null;
  let allowance = BURST;
  let refilled = performance.now();
  const late = setTimeout(silent, patience);

  addEventListener("message", greeting);
  holder.append(frame);

  function greeting({ source, origin: said, data }) {
    if (source !== frame.contentWindow || source === null || said !== origin) return;
    if (!data || data.nonce !== nonce || data.type !== "hello") return;
    removeEventListener("message", greeting);
    clearTimeout(late);
    welcome(source);
  }

  async function welcome(source) {
    const greeted = await greet();
    if (greeted === null || !frame.isConnected) return;
    const channel = new MessageChannel();
    port = channel.port1;
    port.onmessage = receive;
    // A null origin cannot be named as a target; the nonce stands in for it.
    const target = origin === "null" ? "*" : origin;
    source.postMessage({ ...greeted, nonce, type: "welcome" }, target, [channel.port2]);
  }

  function receive({ data }) {
    const now = performance.now();
    allowance = Math.min(BURST, allowance + ((now - refilled) * PER_SECOND) / 1000);
    refilled = now;
    allowance -= 1;
    if (allowance < 0) {
      close();
      flooded();
      return;
    }
    if (typeof data !== "string" || data.length > MAX_TEXT) return;
    const message = parse(data);
    if (message && typeof message.type === "string") hear(message);
  }

  function close() {
    clearTimeout(late);
    removeEventListener("message", greeting);
    if (port) port.close();
    port = null;
    frame.remove();
  }

  return {
    frame,
    close,
    post(message) {
      if (port) port.postMessage(JSON.stringify(message));
    },
    /** Bytes are handed over and not copied: they are the page's no more. */
    give(message, bytes) {
      if (port) port.postMessage(message, bytes);
    },
  };
}

function parse(text) {
  try {
    const value = JSON.parse(text);
    return value !== null && typeof value === "object" ? value : null;
  } catch {
    return null;
  }
}

function draw() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
