// Cases to sort: counts what is sorted so far, and says it. The form works without this script, and
// the server counts everything again.

export default function cases(root, { data, form, say }) {
  const list = root.querySelector("[data-cases]");
  const bar = root.querySelector(".cases-done progress");

  function counted() {
    const answers = [];
    for (let place = 1; place <= data.size; place += 1) {
      const field = form.elements[`cas_${place}`];
      if (field && field.value.trim()) answers.push(field.value);
    }
    return answers;
  }

  function show() {
    const answers = counted();
    put("done", answers.length);
    bar.value = answers.length;
    for (const [id] of data.classes) put(`n-${id}`, answers.filter((a) => a === id).length);
    return answers;
  }

  function put(name, text) {
    const place = root.querySelector(`[data-out="${name}"]`);
    if (place) place.textContent = text;
  }

  list.addEventListener("input", () => {
    const answers = show();
    const each = data.classes.map(([id, name]) => `${name} ${answers.filter((a) => a === id).length}`);
    say([`${answers.length} sur ${data.size}`, ...each].join(", ") + ".");
  });
  // A browser may restore the fields of an earlier visit: start from what they say.
  show();
}
