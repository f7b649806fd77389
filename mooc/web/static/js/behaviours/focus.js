// Takes the reader to what the server has to say: an error summary, a verdict.
export default function focus(element) {
  element.focus({ preventScroll: false });
}
