// Starts the worker that holds Python, watches it, gives it the cells to run one by one.

const FLOOD = 400; // messages in one second: a cell that prints without end sends about 40
const BEAT = 4000; // milliseconds between two pings of a worker that has nothing to do
const DEAF = 12000; // without an answer for so long, an idle worker is held to be dead

/**
 * `settings`: base, cell, files, watchdog (ms). `on(event, detail)` hears of: state, files (wanted
 * from the page), progress, ready, queued, started, output, done, dropped, failed, request.
 */
export function makeKernel(settings, on) {
  let worker = null;
  let state = "off";
  let current = null;
  let queue = [];
  let timer = 0;
  let beats = 0;
  let heard = 0;
  let starts = 0;
  let arrived = { loaded: 0, total: 0 };
  let counted = { since: 0, messages: 0 };

  function become(next) {
    state = next;
    on("state", { state, waiting: queue.length });
  }

  function start({ fresh = false, before = [] } = {}) {
    end();
    counted = { since: 0, messages: 0 };
    become("loading");
    const address = `${settings.cell}worker.js`;
    const source = `importScripts(${JSON.stringify(address)});`;
    const blob = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
    const mine = new Worker(blob);
    worker = mine;
    mine.onmessage = ({ data }) => mine === worker && hear(data, before);
    mine.onerror = (event) => {
      event.preventDefault();
      if (mine === worker) fail(state === "loading" ? "network" : "killed", event.message || "");
    };
    mine.postMessage({ type: "boot", settings });
    starts += 1;
    arrived = { loaded: 0, total: 0 };
    on("files", { start: starts, fresh });
    setTimeout(() => URL.revokeObjectURL(blob), 60000);
    watch(settings.watchdog, "hang");
  }

  function hear(data, before) {
    const second = Math.floor(performance.now() / 1000);
    if (counted.since !== second) counted = { since: second, messages: 0 };
    counted.messages += 1;
    if (counted.messages > FLOOD) return fail("flood", "");
    heard = performance.now();
    const handler = handlers[data && data.type];
    if (handler) handler(data, before);
  }

  const handlers = {
    progress(data) {
      if (state !== "loading") return;
      watch(settings.watchdog, "hang");
      on("progress", { stage: data.stage, ...arrived });
    },
    ready(data, before) {
      if (state !== "loading") return;
      queue = [...before, ...queue];
      become("ready");
      on("ready", data);
      clearTimeout(timer);
      beat();
      next();
    },
    output(data) {
      if (current && data.id === current.id) on("output", { cell: current.cell, ...data });
    },
    done(data) {
      if (!current || data.id !== current.id) return;
      const { cell, silent } = current;
      current = null;
      on("done", { cell, silent, ok: data.ok, error: data.error, milliseconds: data.milliseconds });
      if (!data.ok) drop();
      become("ready");
      next();
    },
    request(data) {
      on("request", data);
    },
    fatal(data) {
      fail(data.code, data.detail);
    },
    pong() {},
    log() {},
  };

  function next() {
    if (state !== "ready" || !queue.length) return;
    current = queue.shift();
    become("running");
    on("started", { cell: current.cell, silent: current.silent });
    const { id, label, source } = current;
    worker.postMessage({ type: "run", id, label, source });
  }

  /** An error stops the cells that were waiting behind it: they would fail for the same reason. */
  function drop() {
    const dropped = queue;
    queue = [];
    for (const job of dropped) on("dropped", { cell: job.cell });
  }

  function fail(code, detail) {
    end();
    become("failed");
    on("failed", { code, detail });
  }

  function end() {
    clearTimeout(timer);
    if (worker) worker.terminate();
    worker = null;
    if (current) on("dropped", { cell: current.cell, running: true });
    current = null;
  }

  function watch(milliseconds, code) {
    clearTimeout(timer);
    timer = setTimeout(() => fail(code, ""), milliseconds);
  }

  /** A worker that the browser ended says nothing. Idle, it must answer; busy, it cannot. */
  function beat() {
    const mine = worker;
    heard = performance.now();
    const pulse = setInterval(() => {
      if (mine !== worker) return clearInterval(pulse);
      if (state !== "ready") heard = performance.now();
      else if (performance.now() - heard > DEAF) fail("killed", "no answer");
      else worker.postMessage({ type: "ping", beat: (beats += 1) });
    }, BEAT);
  }

  let jobs = 0;
  return {
    start,
    get state() {
      return state;
    },
    /** Run a cell now or as soon as possible: a click is never lost. */
    run({ cell, label, source, silent = false }) {
      if (queue.some((job) => job.cell === cell) || (current && current.cell === cell)) return;
      queue.push({ id: (jobs += 1), cell, label, source, silent });
      on("queued", { cell, silent });
      if (state === "ready") next();
      else on("state", { state, waiting: queue.length });
    },
    job: ({ cell, label, source, silent }) => ({ id: (jobs += 1), cell, label, source, silent }),
    /** End Python at once, whatever it does. Its variables are lost. */
    stop() {
      end();
      drop();
      become("off");
    },
    /** What the page says of the files that this start asked for. */
    page: {
      file({ start, name, bytes }) {
        if (start !== starts || !worker) return;
        worker.postMessage({ type: "file", name, bytes }, [bytes]);
      },
      arriving({ start, loaded, total }) {
        if (start !== starts || state !== "loading") return;
        arrived = { loaded, total };
        watch(settings.watchdog, "hang");
        on("progress", { stage: "download", ...arrived });
      },
      lost({ start, code, detail }) {
        if (start === starts && state === "loading") fail(code, detail);
      },
    },
    reply(message) {
      if (worker) worker.postMessage({ type: "reply", ...message });
    },
  };
}
