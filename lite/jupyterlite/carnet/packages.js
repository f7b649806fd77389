// What Python loads beside its kernel: what this notebook's exercise needs, and no other's.

const KERNEL = "@jupyterlite/pyodide-kernel-extension:kernel";

/** Add the package that the address names, before the kernel's own plugin reads its settings. */
export function addPackages(PageConfig, search) {
  const name = new URLSearchParams(search).get("package");
  if (!/^[a-z-]{1,40}$/.test(name ?? "")) return;
  const settings = JSON.parse(PageConfig.getOption("litePluginSettings") || "{}");
  const { packages } = settings[KERNEL].loadPyodideOptions;
  if (!packages.includes(name)) packages.push(name);
  PageConfig.setOption("litePluginSettings", JSON.stringify(settings));
}
