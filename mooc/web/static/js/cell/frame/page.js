// The way to the page: one greeting with the nonce that the page gave us, then a private port.

const nonce = location.hash.slice(1);
// Our own origin is null by the sandbox; our address still says which site serves us.
const site = new URL(document.baseURI).origin;

/** Resolves with the port and the page's welcome; never, when nobody greets back. */
export function connect() {
  return new Promise((resolve) => {
    if (window === window.parent || !nonce) {
      document.getElementById("seul").hidden = false;
      return;
    }
    addEventListener("message", function hear({ source, origin, data, ports }) {
      if (source !== window.parent || origin !== site) return;
      if (!data || data.nonce !== nonce || data.type !== "welcome" || ports.length !== 1) return;
      removeEventListener("message", hear);
      document.getElementById("tout-le-cadre").hidden = false;
      resolve({ port: wrap(ports[0]), welcome: data });
    });
    window.parent.postMessage({ nonce, type: "hello" }, site);
  });
}

function wrap(port) {
  return {
    post: (message) => port.postMessage(JSON.stringify(message)),
    listen(hear) {
      port.onmessage = ({ data }) => hear(typeof data === "string" ? JSON.parse(data) : data);
    },
  };
}
