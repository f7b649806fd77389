// Auto, light, dark, in turn. « Auto » forgets the choice.
const ORDER = ["auto", "light", "dark"];

export default function theme(button) {
  const root = document.documentElement;
  const label = button.querySelector("span");

  const show = (name) => {
    if (name === "auto") delete root.dataset.theme;
    else root.dataset.theme = name;
    label.textContent = button.dataset[name];
  };

  const keep = (name) => {
    try {
      if (name === "auto") localStorage.removeItem("theme");
      else localStorage.setItem("theme", name);
    } catch {
      // Storage refused: the choice holds for this page.
    }
  };

  show(root.dataset.theme ?? "auto");
  button.hidden = false;
  button.addEventListener("click", () => {
    const next = ORDER[(ORDER.indexOf(root.dataset.theme ?? "auto") + 1) % ORDER.length];
    keep(next);
    show(next);
  });
}
