// Python's files, read by the page for its frame. A browser keeps nothing for a document without
// an origin: read there, the same megabytes would be carried again at each opening.

const LANES = 3; // reads at a time: the first files are those that Python needs first
const TELL_EVERY = 100; // milliseconds

/**
 * Start to read `files` from `base`, in their order. Gives, for each, a promise of
 * `{name, bytes}`; one that fails holds `{code, detail}`. Nothing is handed over unless its SHA-256
 * is the one announced. `arriving(loaded, total)` follows the bytes.
 */
export function readFiles({ base, files }, { fresh = false, arriving = () => {} } = {}) {
  const stop = new AbortController();
  const total = files.reduce((sum, file) => sum + file.size, 0);
  const waiting = files.map(promised);
  let loaded = 0;
  let told = 0;
  let next = 0;

  function count(bytes) {
    loaded += bytes;
    const now = performance.now();
    if (now - told < TELL_EVERY && loaded < total) return;
    told = now;
    arriving(loaded, total);
  }

  async function lane() {
    while (next < files.length) {
      const index = next;
      next += 1;
      const { resolve, reject } = waiting[index];
      await read(files[index]).then(resolve, reject);
    }
  }

  async function read({ name, sha256, size }) {
    const options = { cache: fresh ? "reload" : "default", signal: stop.signal };
    // Without HTTPS there is no crypto.subtle: the browser then checks by itself.
    if (!crypto.subtle) options.integrity = `sha256-${base64(sha256)}`;
    let bytes;
    try {
      const response = await fetch(base + name, options);
      if (!response.ok) throw lost("network", `${name}: ${response.status}`);
      bytes = await readAll(response, size, count);
    } catch (error) {
      if (error.code === "network") throw error;
      // The browser says the same of a lost connection and of a wrong hash.
      const arrives = options.integrity && (await answers(base + name));
      throw lost(arrives ? "integrity" : "network", `${name}: ${error}`);
    }
    if (crypto.subtle && hex(await crypto.subtle.digest("SHA-256", bytes)) !== sha256) {
      throw lost("integrity", name);
    }
    return { name, bytes };
  }

  for (let count = 0; count < LANES; count += 1) lane();
  return { files: waiting.map(({ promise }) => promise), stop: () => stop.abort() };
}

/**
 * Hands files over to the frame that asks. What is read at the click serves the first start; each
 * restart reads again, from the browser's copies. `open()` gives the frame's channel, if any.
 */
export function makeFiles(open) {
  let settings = null;
  let ahead = null; // what was read before the frame could ask
  let current = null;

  function begin(fresh) {
    let tell = null; // set once somebody listens
    const reading = readFiles(settings, { fresh, arriving: (...seen) => tell?.(...seen) });
    return { ...reading, listen: (hear) => (tell = hear) };
  }

  return {
    /** Begin at the click, while the frame opens. */
    begin(given) {
      current?.stop();
      ahead?.stop();
      settings = given;
      ahead = begin(false);
    },
    /** A frame starts Python: `start` is its count, `fresh` leaves the browser's copies aside. */
    async send({ start, fresh }) {
      current?.stop();
      const mine = (!fresh && ahead) || begin(Boolean(fresh));
      ahead = null;
      current = mine;
      const say = (message) => mine === current && open()?.post({ ...message, start });
      mine.listen((loaded, total) => say({ type: "arriving", loaded, total }));
      try {
        for (const file of mine.files) {
          const { name, bytes } = await file;
          if (mine !== current) return;
          open()?.give({ type: "file", start, name, bytes }, [bytes]);
        }
      } catch ({ code, detail }) {
        say({ type: "lost", code, detail });
        mine.stop();
      }
    },
    end() {
      current?.stop();
      ahead?.stop();
      current = ahead = null;
    },
  };
}

/** The body as one buffer. `size` is what is expected; a body of another size is kept as it is. */
async function readAll(response, size, count) {
  let bytes = new Uint8Array(size);
  let at = 0;
  const reader = response.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    if (at + value.length > bytes.length) {
      const larger = new Uint8Array(2 * (at + value.length));
      larger.set(bytes.subarray(0, at));
      bytes = larger;
    }
    bytes.set(value, at);
    at += value.length;
    count(value.length);
  }
  return at === bytes.length ? bytes.buffer : bytes.buffer.slice(0, at);
}

/** Whether a file can be reached at all, whatever it holds. */
async function answers(address) {
  try {
    return (await fetch(address, { method: "HEAD" })).ok;
  } catch {
    return false;
  }
}

function promised() {
  const made = {};
  made.promise = new Promise((resolve, reject) => Object.assign(made, { resolve, reject }));
  made.promise.catch(() => undefined); // awaited later, in order
  return made;
}

const lost = (code, detail) => Object.assign(new Error(detail), { code, detail });

const hex = (buffer) =>
  Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");

const base64 = (hexadecimal) =>
  btoa(String.fromCharCode(...hexadecimal.match(/../g).map((pair) => parseInt(pair, 16))));
