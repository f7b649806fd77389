// Say results politely: the last text only, once the learner pauses.

export function announcer(region, delay = 600) {
  let timer = 0;
  return (text) => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => {
      if (region.textContent !== text) region.textContent = text;
    }, delay);
  };
}
