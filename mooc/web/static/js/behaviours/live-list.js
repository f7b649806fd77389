// The list of the workshop follows the files: it is asked again after each save, and once when the
// stream opens, for what was saved in between. A list that says the same is left alone, and a link
// that had the focus has it again.
export default function liveList(list) {
  const again = async () => {
    const answer = await fetch(location.href);
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("[data-behaviour~=live-list]");
    if (fresh.innerHTML === list.innerHTML) return;
    const held = list.contains(document.activeElement) && document.activeElement.getAttribute("href");
    list.replaceChildren(...fresh.childNodes);
    if (held) list.querySelector(`a[href="${CSS.escape(held)}"]`)?.focus();
  };
  const stream = new EventSource("/atelier/flux");
  stream.addEventListener("open", again);
  stream.addEventListener("change", again);
  window.addEventListener("pagehide", () => stream.close());
}
