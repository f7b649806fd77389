// Copies the text (or the value) of the element named by data-target.
export default function copy(button) {
  if (!navigator.clipboard) return;
  const label = button.querySelector("span");
  const before = label.textContent;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const target = document.getElementById(button.dataset.target);
    await navigator.clipboard.writeText((target.value ?? target.textContent).trim());
    label.textContent = button.dataset.done;
    setTimeout(() => {
      label.textContent = before;
    }, 2500);
  });
}
