// A federated extension of JupyterLab written by hand: the container that its loader expects.
(() => {
  const base = new URL(".", document.currentScript.src).href;
  let shared = null;

  // JupyterLab's own modules, as it shares them with its extensions.
  async function take(name) {
    const version = Object.values(shared[name])[0];
    return (await version.get())();
  }

  window._JUPYTERLAB = window._JUPYTERLAB || {};
  window._JUPYTERLAB["sudia-carnet"] = {
    init(scope) {
      shared = scope;
    },
    async get() {
      const [{ makePlugin }, { Widget }] = await Promise.all([
        import(`${base}plugin.js`),
        take("@lumino/widgets"),
      ]);
      return () => ({ __esModule: true, default: makePlugin({ Widget }) });
    },
  };
})();
