// The frame's side of the talk with the page: see lite/protocol.md.

/** Greet the page of `site` and wait for its port. */
export function greetPage(site) {
  const nonce = location.hash.slice(1);
  const waiting = new Map();
  let next = 1;

  return new Promise((resolve) => {
    const hello = () => parent.postMessage({ type: "hello", nonce }, site);
    const again = setInterval(hello, 500);
    addEventListener("message", welcome);
    hello();

    function welcome({ source, origin, data, ports }) {
      if (source !== parent || origin !== site) return;
      if (!data || data.type !== "welcome" || data.nonce !== nonce || !ports[0]) return;
      clearInterval(again);
      removeEventListener("message", welcome);
      const port = ports[0];
      port.onmessage = ({ data: text }) => settle(JSON.parse(text));
      const post = (message) => port.postMessage(JSON.stringify(message));
      resolve({ welcome: data, post, request: (action, payload) => ask(post, action, payload) });
    }
  });

  /** Resolves to the page's reply, `{ok, payload | message}`. */
  function ask(post, action, payload) {
    return new Promise((resolve) => {
      const request = next++;
      waiting.set(request, resolve);
      post({ type: "request", request, action, payload });
    });
  }

  function settle({ type, request, ok, payload, message }) {
    if (type !== "reply" || !waiting.has(request)) return;
    waiting.get(request)({ ok, payload, message });
    waiting.delete(request);
  }
}
