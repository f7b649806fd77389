// The learner's Python: a classic worker, started from a blob by the sandboxed frame.
// It has a null origin: no cookie, no storage, and the frame's Content-Security-Policy lets it
// reach the Python files and nothing else.
"use strict";

const post = self.postMessage.bind(self);
const now = () => performance.now();
const started = now();
let python = null;
let session = null;
let runCell = null;
const waiting = new Map();
let nextRequest = 1;
const files = new Map(); // name → what waits for it, then its bytes

class BootError extends Error {
  constructor(code, detail) {
    super(detail);
    this.code = code;
  }
}

self.onmessage = ({ data }) => {
  if (data.type === "boot") boot(data.settings).catch(reportBootFailure);
  else if (data.type === "file") arrived(data.name).resolve(data.bytes);
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
  // Compiled by other threads as soon as it is here, while this one reads the scripts.
  const core = take("pyodide.asm.wasm").then((bytes) => WebAssembly.compile(bytes));
  core.catch(() => undefined); // awaited below
  const runner = fetchText(settings.cell + "runner.py");
  runner.catch(() => undefined);
  loadScript(settings.base + "pyodide.js");
  post({ type: "progress", stage: "python" });
  python = await startPython(settings, core);
  startSession(await runner, settings.modules);
  const site = python.runPython("import site; site.getsitepackages()[0]");
  for (const { name, kind } of settings.files) {
    if (kind === "core") continue;
    await install(unzip(new Uint8Array(await take(name)), name), site, kind);
    // Every exercise begins with it: imported while the rest is still on its way.
    if (name.startsWith("sudia-")) python.runPython("import sudia");
    post({ type: "progress", stage: "packages" });
  }
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

function loadScript(address) {
  try {
    self.importScripts(address);
  } catch (error) {
    throw new BootError("network", `${address}: ${error}`);
  }
}

/** Start Pyodide with what the page gave, in place of what it would fetch. */
async function startPython(settings, core) {
  const { fetch } = self;
  const { instantiateStreaming } = WebAssembly;
  self.fetch = async (address) => {
    const name = String(address).slice(settings.base.length);
    return new Response(name === "pyodide.asm.wasm" ? null : await take(name));
  };
  WebAssembly.instantiateStreaming = async (_, imports) => {
    try {
      const module = await core;
      return { module, instance: await WebAssembly.instantiate(module, imports) };
    } catch (error) {
      reportBootFailure(bootError(error)); // Pyodide would wait for ever
      throw error;
    }
  };
  try {
    return await self.loadPyodide({
      indexURL: settings.base,
      stdout: (line) => post({ type: "log", text: line }),
      stderr: (line) => post({ type: "log", text: line }),
    });
  } catch (error) {
    throw bootError(error);
  } finally {
    self.fetch = fetch;
    WebAssembly.instantiateStreaming = instantiateStreaming;
  }
}

function bootError(error) {
  const text = String(error);
  if (/memory/i.test(text)) return new BootError("memory", text);
  if (/fetch|network|load/i.test(text)) return new BootError("network", text);
  return new BootError("core", text);
}

function startSession(source, modules) {
  python.FS.mkdirTree("/lib/cours");
  python.FS.writeFile("/lib/cours/cours_runner.py", source);
  python.runPython("import sys; sys.path.insert(0, '/lib/cours')");
  const module = python.pyimport("cours_runner");
  module.install_bridge(askPage);
  session = module.Session(() => undefined, python.toPy(modules));
  runCell = module.run_cell;
}

function reportBootFailure(error) {
  post({ type: "fatal", code: error.code || "core", detail: String(error.message || error) });
}

/* ---- files ---------------------------------------------------------------------------- */

/** The page reads the files, checks their SHA-256 and hands them over, in the order of their use. */
function arrived(name) {
  if (!files.has(name)) {
    const made = {};
    made.promise = new Promise((resolve) => (made.resolve = resolve));
    files.set(name, made);
  }
  return files.get(name);
}

/** The bytes of a file, once: they are not kept here. */
async function take(name) {
  const bytes = await arrived(name).promise;
  files.delete(name);
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

/**
 * The files of a zip archive, as [path, bytes]. Reads the central directory; entries are stored,
 * not deflated: our build makes them so. The archive was checked by its hash.
 */
function unzip(bytes, name) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const decoder = new TextDecoder();
  let end = bytes.length - 22;
  while (end >= 0 && view.getUint32(end, true) !== 0x06054b50) end -= 1;
  if (end < 0) throw new BootError("integrity", name);
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  const entries = [];
  for (let index = 0; index < count; index += 1) {
    if (view.getUint16(at + 10, true) !== 0) throw new BootError("core", `${name}: deflated`);
    const packed = view.getUint32(at + 20, true);
    const pathLength = view.getUint16(at + 28, true);
    const skipped = view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    const local = view.getUint32(at + 42, true);
    const path = decoder.decode(bytes.subarray(at + 46, at + 46 + pathLength));
    const from = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    if (!path.endsWith("/")) entries.push([path, bytes.subarray(from, from + packed)]);
    at += 46 + pathLength + skipped;
  }
  return entries;
}

/** Put files where Python finds them. Extension modules are compiled when first imported. */
async function install(entries, site, kind) {
  const { FS } = python;
  const shared = kind === "shared_library";
  const root = shared ? "/usr/lib" : site;
  const folders = new Set();
  for (const [path, bytes] of entries) {
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
