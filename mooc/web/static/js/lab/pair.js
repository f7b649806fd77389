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
  let value = clamp(Number(number.value));

  function clamp(raw) {
    return Math.min(high, Math.max(low, Math.round(raw)));
  }

  function show(next) {
    value = clamp(next);
    range.value = String(value);
    if (document.activeElement !== number || number.value === "") number.value = String(value);
  }

  range.addEventListener("input", () => {
    show(Number(range.value));
    number.value = String(value);
    onChange();
  });
  number.addEventListener("input", () => {
    // An empty or half-typed field is left alone until it says a number.
    if (number.value === "" || !number.validity.valid) return;
    show(Number(number.value));
    onChange();
  });
  number.addEventListener("change", () => {
    number.value = String(clamp(number.value === "" ? value : Number(number.value)));
    show(Number(number.value));
    onChange();
  });
  range.hidden = false;
  show(value);

  return {
    get value() {
      return value;
    },
    set(next) {
      value = clamp(next);
      range.value = number.value = String(value);
      onChange();
    },
  };
}
