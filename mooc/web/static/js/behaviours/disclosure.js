// Opens the fold that holds the address's target, and every fold before printing.
export default function disclosure(details) {
  const open = () => {
    const id = decodeURIComponent(location.hash.slice(1));
    if (id && (details.id === id || details.querySelector(`#${CSS.escape(id)}`))) details.open = true;
  };
  open();
  addEventListener("hashchange", open);
  addEventListener("beforeprint", () => {
    details.open = true;
  });
}
