// The page's own part under the frame: questions to the learner, the verdict, the draft's line.

/** Panels of one cell: `ask`, `refused`, `shown`, `say`. */
export function makePanel(root, frameOf) {
  const question = make("div", "python-cell-ask", { tabIndex: -1, hidden: true });
  question.setAttribute("role", "group");
  const verdict = make("div", "python-cell-verdict", { tabIndex: -1 });
  verdict.setAttribute("aria-live", "polite");
  const line = make("p", "python-cell-line");
  line.setAttribute("role", "status");
  const action = make("p", "python-cell-line-action");
  root.append(question, verdict, line, action);

  function choose(text, yes, no) {
    return new Promise((resolve) => {
      const words = make("p", "", { textContent: text, id: `demande-${Date.now()}` });
      question.setAttribute("aria-labelledby", words.id);
      const answer = (value) => () => {
        question.hidden = true;
        question.replaceChildren();
        frameOf()?.focus();
        resolve(value);
      };
      const row = make("p", "python-cell-buttons");
      row.append(button(yes, "", answer(true)), " ", button(no, "quiet", answer(false)));
      question.replaceChildren(words, row);
      question.hidden = false;
      // Only for someone who was working in the frame: never pulled away from elsewhere.
      if (document.activeElement === frameOf()) question.focus();
      else line.textContent = "Une question vous attend sous le code.";
    });
  }

  return {
    ask: ({ text, yes }) => choose(text, yes, "Ne pas envoyer"),
    refused: (message) => choose(`Rien n’a été accepté. ${message}`, "Envoyer de nouveau", "Laisser"),
    shown(result) {
      verdict.replaceChildren(...verdictView(result));
    },
    say(text, offer) {
      if (line.textContent !== text) line.textContent = text;
      if (!offer) return action.replaceChildren();
      if (action.firstChild?.textContent === offer.label) return undefined;
      return action.replaceChildren(button(offer.label, "quiet", offer.run));
    },
  };
}

function verdictView(result) {
  const passed = result.passed === true;
  const title = make("h3", "", {
    textContent: titleOf(result, passed),
  });
  const list = make("ul", "");
  for (const message of Array.isArray(result.messages) ? result.messages : []) {
    list.append(make("li", "", { textContent: String(message) }));
  }
  const parts = [title];
  if (list.children.length) parts.push(list);
  const left = result.attempts_left;
  if (Number.isInteger(left)) {
    const words = left === 0 ? "Plus aucune remise aujourd’hui." : `Remises restantes : ${left}.`;
    parts.push(make("p", "", { textContent: words }));
  }
  // Only an address of this site: the answer is ours, the habit is worth keeping.
  if (typeof result.card_url === "string" && /^\/[^/]/.test(result.card_url)) {
    const link = make("a", "", { href: result.card_url, textContent: "Voir et imprimer ma carte" });
    const place = make("p", "");
    place.append(link);
    parts.push(place);
  }
  const box = make("div", passed ? "python-cell-result passed" : "python-cell-result");
  box.append(...parts);
  return [box];
}

/** A challenge says its own title: it has no verdict. */
function titleOf(result, passed) {
  if (typeof result.title === "string") return result.title;
  return passed ? "Exercice réussi" : "Pas encore réussi";
}

function make(name, className, properties = {}) {
  const made = Object.assign(document.createElement(name), properties);
  if (className) made.className = className;
  return made;
}

function button(label, look, onClick) {
  const made = make("button", look ? `button button-${look}` : "button", { type: "button" });
  made.textContent = label;
  made.addEventListener("click", onClick);
  return made;
}
