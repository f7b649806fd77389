// The list of the workshop follows the files: it is asked again after each save, and once when the
// stream opens, for what was saved in between.
export default function liveList(list) {
  const again = async () => {
    const answer = await fetch(location.href);
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    list.replaceChildren(...page.querySelector("[data-behaviour~=live-list]").childNodes);
  };
  const stream = new EventSource("/atelier/flux");
  stream.addEventListener("open", again);
  stream.addEventListener("change", again);
  window.addEventListener("pagehide", () => stream.close());
}
