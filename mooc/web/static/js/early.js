// Runs before the page is painted, so that a chosen theme never flashes. Nothing else belongs here.
(() => {
  const root = document.documentElement;
  root.classList.add("js");
  try {
    const theme = localStorage.getItem("theme");
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  } catch {
    // Storage refused: the system's theme serves.
  }
})();
