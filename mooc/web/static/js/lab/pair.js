// A slider and a number field that say the same thing. Both are native inputs; the number field
// is the one that a form sends, the slider appears only with JavaScript.
//
// pair(element, onChange): element holds input[type=range] and input[type=number].
// Returns {get value, set(value)}.

export function pair(element, onChange) {
  const range = element.querySelector('input[type="range"]');
  const number = element.querySelector('input[type="number"]');
  const low = Number(number.min);
  const high = Number(number.max);
  const step = Number(number.step) || 1;
  let value = clamp(Number(number.value));

  function clamp(raw) {
    // The nearest step from the lowest value, as the browser counts them; no 0.30000000000000004.
    const near = low + Math.round((raw - low) / step) * step;
    return Math.min(high, Math.max(low, Number(near.toFixed(6))));
  }

  function keep(next) {
    value = clamp(next);
    range.value = String(value);
  }

  function set(next) {
    keep(next);
    number.value = String(value);
    onChange();
  }

  range.addEventListener("input", () => set(Number(range.value)));
  number.addEventListener("input", () => {
    // An empty or half-typed field is left alone until it says a number.
    if (number.value === "" || !number.validity.valid) return;
    keep(Number(number.value));
    onChange();
  });
  number.addEventListener("change", () => {
    set(number.value === "" ? value : Number(number.value));
  });
  range.hidden = false;
  keep(value);

  return {
    get value() {
      return value;
    },
    set,
  };
}
