// The learner's Python: a classic worker, started from a blob by the sandboxed frame.
// It has a null origin: no cookie, no storage, and the frame's Content-Security-Policy lets it
// reach the Python files and nothing else.
"use strict";

const post = self.postMessage.bind(self);
// Before the watch below is put on it: our own files have failures of their own words.
const load = self.fetch.bind(self);
const now = () => performance.now();
const started = now();
let python = null;
let session = null;
let runCell = null;
const waiting = new Map();
let nextRequest = 1;

class BootError extends Error {
  constructor(code, detail) {
    super(detail);
    this.code = code;
  }
}

self.onmessage = ({ data }) => {
  if (data.type === "boot") boot(data.settings).catch(reportBootFailure);
  else if (data.type === "run") run(data);
  else if (data.type === "reply") settle(data);
  else if (data.type === "ping") post({ type: "pong", beat: data.beat });
};

// A worker that ends itself says so; one that the browser ends is found by the frame's pings.
const leave = self.close.bind(self);
self.close = () => {
  post({ type: "fatal", code: "killed", detail: "close()" });
  leave();
};

/* ---- start ---------------------------------------------------------------------------- */

async function boot(settings) {
  checkWasm();
  watchFetches();
  const meter = meterFor(settings.wheels);
  // Asked for before Python starts, so that the network works while the processor does.
  const wheels = settings.wheels.map((wheel) => fetchWheel(wheel, settings, meter));
  for (const wheel of wheels) wheel.catch(() => undefined); // awaited below, in order
  const runner = fetchText(settings.cell + "runner.py");
  runner.catch(() => undefined);
  loadScript(settings.base + "pyodide.js");
  post({ type: "progress", stage: "python", loaded: meter.loaded, total: meter.total });
  python = await startPython(settings);
  const site = python.runPython("import site; site.getsitepackages()[0]");
  for (const [index, wheel] of settings.wheels.entries()) {
    const files = await unzip(await wheels[index], wheel.file);
    await install(files, wheel, site);
    post({ type: "progress", stage: "packages", loaded: meter.loaded, total: meter.total });
  }
  await startSession(await runner);
  post({ type: "ready", milliseconds: Math.round(now() - started) });
}

function checkWasm() {
  const empty = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);
  try {
    new WebAssembly.Module(empty);
  } catch (error) {
    throw new BootError("wasm", String(error));
  }
}

/**
 * Pyodide waits for ever when one of its own files does not come: we hear of it here. Answers are
 * passed on untouched, so that wasm is still compiled while it arrives.
 */
function watchFetches() {
  const plain = self.fetch.bind(self);
  self.fetch = async (address, options) => {
    const lost = (detail) => {
      if (!python) reportBootFailure(new BootError("network", `${address}: ${detail}`));
    };
    try {
      const response = await plain(address, options);
      if (!response.ok) lost(response.status);
      return response;
    } catch (error) {
      lost(error);
      throw error;
    }
  };
}

function loadScript(address) {
  try {
    self.importScripts(address);
  } catch (error) {
    throw new BootError("network", `${address}: ${error}`);
  }
}

async function startPython(settings) {
  try {
    return await self.loadPyodide({
      indexURL: settings.base,
      stdout: (line) => post({ type: "log", text: line }),
      stderr: (line) => post({ type: "log", text: line }),
    });
  } catch (error) {
    const text = String(error);
    if (/memory/i.test(text)) throw new BootError("memory", text);
    if (/fetch|network|load/i.test(text)) throw new BootError("network", text);
    throw new BootError("core", text);
  }
}

async function startSession(source) {
  python.FS.mkdirTree("/lib/cours");
  python.FS.writeFile("/lib/cours/cours_runner.py", source);
  python.runPython("import sys; sys.path.insert(0, '/lib/cours')");
  const module = python.pyimport("cours_runner");
  module.install_bridge(askPage);
  session = module.Session(() => undefined);
  runCell = module.run_cell;
}

function reportBootFailure(error) {
  post({ type: "fatal", code: error.code || "core", detail: String(error.message || error) });
}

/* ---- files ---------------------------------------------------------------------------- */

function meterFor(wheels) {
  const total = wheels.reduce((sum, wheel) => sum + (wheel.size || 0), 0);
  let last = 0;
  const meter = {
    loaded: 0,
    total,
    add(bytes) {
      meter.loaded += bytes;
      if (now() - last < 100) return;
      last = now();
      post({ type: "progress", stage: "download", loaded: meter.loaded, total });
    },
  };
  return meter;
}

/** The bytes of a wheel whose SHA-256 is the one announced, or a BootError. */
async function fetchWheel(wheel, settings, meter) {
  const options = { credentials: "omit", cache: settings.fresh ? "reload" : "default" };
  // Without HTTPS there is no crypto.subtle: the browser then checks by itself.
  const bySelf = Boolean(self.crypto && self.crypto.subtle);
  if (!bySelf) options.integrity = `sha256-${base64(wheel.sha256)}`;
  let bytes;
  try {
    const response = await load(settings.base + wheel.file, options);
    if (!response.ok) throw new BootError("network", `${wheel.file}: ${response.status}`);
    bytes = await readAll(response, meter);
  } catch (error) {
    if (error instanceof BootError) throw error;
    // The browser says the same of a lost connection and of a wrong hash.
    const arrives = !bySelf && (await answers(settings.base + wheel.file));
    throw new BootError(arrives ? "integrity" : "network", `${wheel.file}: ${error}`);
  }
  if (bySelf && hex(await self.crypto.subtle.digest("SHA-256", bytes)) !== wheel.sha256) {
    throw new BootError("integrity", wheel.file);
  }
  return bytes;
}

/** Whether a file can be reached at all, whatever it holds. */
async function answers(address) {
  try {
    return (await load(address, { credentials: "omit" })).ok;
  } catch {
    return false;
  }
}

async function readAll(response, meter) {
  const parts = [];
  let size = 0;
  const reader = response.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    parts.push(value);
    size += value.length;
    meter.add(value.length);
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

async function fetchText(address) {
  try {
    const response = await fetch(address, { credentials: "omit" });
    if (!response.ok) throw new BootError("network", `${address}: ${response.status}`);
    return await response.text();
  } catch (error) {
    throw new BootError("network", String(error));
  }
}

const hex = (buffer) =>
  Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");

const base64 = (hexadecimal) =>
  btoa(String.fromCharCode(...hexadecimal.match(/../g).map((pair) => parseInt(pair, 16))));

/**
 * The files of a zip archive, as [path, bytes]. Reads the central directory; entries are stored
 * or deflated (methods 0 and 8, the only ones in a wheel). The archive was checked by its hash.
 */
async function unzip(bytes, name) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const decoder = new TextDecoder();
  let end = bytes.length - 22;
  while (end >= 0 && view.getUint32(end, true) !== 0x06054b50) end -= 1;
  if (end < 0) throw new BootError("integrity", name);
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  const entries = [];
  for (let index = 0; index < count; index += 1) {
    const method = view.getUint16(at + 10, true);
    const packed = view.getUint32(at + 20, true);
    const pathLength = view.getUint16(at + 28, true);
    const skipped = view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    const local = view.getUint32(at + 42, true);
    const path = decoder.decode(bytes.subarray(at + 46, at + 46 + pathLength));
    const from = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    const body = bytes.subarray(from, from + packed);
    if (!path.endsWith("/")) entries.push(method === 0 ? [path, body] : [path, inflate(body)]);
    at += 46 + pathLength + skipped;
  }
  return Promise.all(entries.map(async ([path, body]) => [path, await body]));
}

async function inflate(body) {
  const stream = new Blob([body]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** Put files where Python finds them. Extension modules are compiled when first imported. */
async function install(files, wheel, site) {
  const { FS } = python;
  const shared = wheel.kind === "shared_library";
  const root = shared ? "/usr/lib" : site;
  const folders = new Set();
  for (const [path, bytes] of files) {
    const target = `${root}/${path}`;
    const folder = target.slice(0, target.lastIndexOf("/"));
    if (!folders.has(folder)) {
      FS.mkdirTree(folder);
      folders.add(folder);
    }
    FS.writeFile(target, bytes, { canOwn: true });
    // A library that others link to must be there before the first of them is opened.
    if (shared && target.endsWith(".so")) await python._api.loadDynlib(target, true);
  }
}

/* ---- running -------------------------------------------------------------------------- */

async function run({ id, label, source }) {
  const from = now();
  const emit = (kind, data) => post({ type: "output", id, kind, data });
  let answer;
  try {
    const result = await runCell(session, label, source, emit);
    answer = result.toJs({ dict_converter: Object.fromEntries });
    result.destroy();
  } catch (error) {
    // Errors of the learner's code were handled in Python: this one is Python itself ending.
    const text = String(error);
    const code = /memory|allocation/i.test(text) ? "memory" : "crash";
    post({ type: "fatal", code, detail: text.slice(0, 2000) });
    return;
  }
  post({ type: "done", id, milliseconds: Math.round(now() - from), ...answer });
}

/* ---- what the `sudia` package asks of the page ----------------------------------------- */

/** Called from Python: asks the page, through the frame. Texts in and out are JSON. */
function askPage(action, payload) {
  return new Promise((resolve, reject) => {
    const request = nextRequest++;
    waiting.set(request, { resolve, reject });
    post({ type: "request", request, action: String(action), payload: String(payload) });
  });
}

function settle({ request, ok, payload, message }) {
  const asked = waiting.get(request);
  if (!asked) return;
  waiting.delete(request);
  if (ok) asked.resolve(payload);
  else asked.reject(new Error(message));
}
