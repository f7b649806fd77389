// Gives the kernel its way to the page, at its start and at each restart.

const MOST_TEXT = 2_000_000;
const GONE = ["restarting", "autorestarting", "dead", "terminating"];

/** `request(action, payload)` asks the page; `state(name)` hears of loading, ready, restarting. */
export async function openKernel(panel, { request, state }) {
  const context = panel.sessionContext;
  let channel = null;
  let joined = null;

  state("loading");
  context.statusChanged.connect((_, status) => {
    if (GONE.includes(status)) {
      joined = null;
      state("restarting");
    } else if (status === "idle" && !joined) join();
  });
  await context.ready;
  await join();

  function join() {
    joined ??= connect().catch((error) => {
      joined = null;
      console.error("sudia-carnet", error);
      state("failed");
    });
    return joined;
  }

  async function connect() {
    const kernel = context.session?.kernel;
    if (!kernel) return;
    channel?.close();
    // Unguessable, and known to this frame and this kernel only: other tabs share the origin.
    const name = `sudia-${crypto.randomUUID()}`;
    channel = listen(name, request);
    await run(kernel, `import sudia.bridge\nsudia.bridge.open_channel(${JSON.stringify(name)})`);
    // Completion from what the objects hold: jedi is not served (lite/trim.toml).
    await run(kernel, "get_ipython().Completer.use_jedi = False");
    for (const cell of panel.context.model.cells) {
      const tags = cell.getMetadata("tags") ?? [];
      if (tags.includes("cours:cache")) await run(kernel, cell.sharedModel.getSource());
    }
    state("ready");
  }
}

async function run(kernel, code) {
  const done = kernel.requestExecute({ code, silent: true, store_history: false }).done;
  const { content } = await done;
  if (content.status !== "ok") throw new Error(`${content.ename}: ${content.evalue}`);
}

function listen(name, request) {
  const channel = new BroadcastChannel(name);
  const replies = new Map(); // id → null while the page thinks, then the reply
  const say = (message) => channel.postMessage(JSON.stringify(message));

  channel.onmessage = async ({ data }) => {
    const message = read(data);
    if (message?.type !== "request" || typeof message.id !== "string") return;
    const { id, action, payload } = message;
    say({ type: "ack", id });
    if (replies.has(id)) {
      if (replies.get(id)) say(replies.get(id));
      return;
    }
    replies.set(id, null);
    const reply = { type: "reply", id, ...(await request(String(action), String(payload))) };
    replies.set(id, reply);
    say(reply);
  };
  return channel;
}

function read(text) {
  if (typeof text !== "string" || text.length > MOST_TEXT) return null;
  try {
    const found = JSON.parse(text);
    return found !== null && typeof found === "object" ? found : null;
  } catch {
    return null;
  }
}
