// The list of the workshop follows the files: it is asked again after each save.
export default function liveList(list) {
  const stream = new EventSource("/atelier/flux");
  stream.addEventListener("change", async () => {
    const answer = await fetch(location.href);
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    list.replaceChildren(...page.querySelector("[data-behaviour~=live-list]").childNodes);
  });
  window.addEventListener("pagehide", () => stream.close());
}
