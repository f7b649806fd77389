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
      const [{ makePlugin }, { addPackages }, { Widget }, { PageConfig }] = await Promise.all([
        import(`${base}plugin.js`),
        import(`${base}packages.js`),
        take("@lumino/widgets"),
        take("@jupyterlab/coreutils"),
      ]);
      addPackages(PageConfig, location.search);
      return () => ({ __esModule: true, default: makePlugin({ Widget }) });
    },
  };
})();
