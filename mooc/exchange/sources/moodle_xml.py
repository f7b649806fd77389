"""Moodle's XML: each question an element, its texts in HTML, its files in base64."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from xml.sax import SAXParseException
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl, Locator

from defusedxml.common import DefusedXmlException
from defusedxml.sax import parseString

from mooc.exchange.error import ExchangeError
from mooc.exchange.rewrite import start
from mooc.exchange.sources import marked
from mooc.exchange.sources.draft import Draft, Text
from mooc.exchange.sources.escape import plain
from mooc.exchange.sources.markdown import ours
from mooc.exchange.sources.marked import FULL, Head, Marked
from mooc.exchange.sources.markup import to_markdown

MAX_DEPTH = 40
MAX_NODES = 400_000
# What Moodle calls each type that has no like here.
UNKNOWN = {
    "essay": "réponse libre",
    "cloze": "texte à trous",
    "calculated": "question calculée",
    "calculatedsimple": "question calculée",
    "calculatedmulti": "question calculée",
    "ddwtos": "mots à glisser dans un texte",
    "gapselect": "mots à choisir dans un texte",
    "ddimageortext": "images à glisser",
    "ddmarker": "repères à glisser sur une image",
    "randomsamatch": "appariement tiré au sort",
    "stack": "calcul formel",
    "coderunner": "programme corrigé par un script",
}


@dataclass(slots=True)
class Node:
    """An element with the line of the file where it opens."""

    tag: str
    attributes: dict[str, str]
    line: int
    text: str = ""
    children: list[Node] = field(default_factory=list)

    def all(self, tag: str) -> list[Node]:
        """The children of that name."""
        return [child for child in self.children if child.tag == tag]

    def first(self, tag: str) -> Node | None:
        """The first child of that name, or None."""
        return next((child for child in self.children if child.tag == tag), None)

    def value(self, tag: str) -> str:
        """The words of a child, inside its ``text`` or not."""
        child = self.first(tag)
        if child is None:
            return ""
        inner = child.first("text")
        return (inner.text if inner else child.text).strip()


class _Tree(ContentHandler):
    def __init__(self) -> None:
        super().__init__()
        self.root: Node | None = None
        self.open: list[Node] = []
        self.count = 0
        self.inside = 0
        self.locator: Locator | None = None

    def setDocumentLocator(self, locator: Locator) -> None:
        self.locator = locator

    def startElement(self, name: str, attrs: AttributesImpl) -> None:
        self.count += 1
        if self.count > MAX_NODES or len(self.open) + self.inside >= MAX_DEPTH:
            raise ExchangeError("Ce fichier a trop d’éléments, ou trop emboîtés : rien n’a été lu.")
        if self.inside or (self.open and self.open[-1].tag == "text"):
            # HTML written as elements, where Moodle itself writes it as characters.
            self.inside += 1
            self.open[-1].text += start(name, list(attrs.items()))
            return
        line = (self.locator.getLineNumber() if self.locator else None) or 1
        node = Node(name, dict(attrs.items()), line)
        if self.open:
            self.open[-1].children.append(node)
        elif self.root is None:
            self.root = node
        self.open.append(node)

    def endElement(self, name: str) -> None:
        if self.inside:
            self.inside -= 1
            self.open[-1].text += f"</{name}>"
        else:
            self.open.pop()

    def characters(self, content: str) -> None:
        # The content of a file is megabytes of base64 that no one here reads.
        if self.open and self.open[-1].tag != "file":
            self.open[-1].text += escape(content, quote=False) if self.inside else content


def read_moodle_xml(data: bytes) -> Draft:
    """The questions of a Moodle export. Raises ``ExchangeError`` when it cannot be read."""
    tree = _Tree()
    try:
        parseString(data, tree, forbid_dtd=True)
    except DefusedXmlException as error:
        raise ExchangeError("Ce XML définit des entités ou un DTD : il est refusé.") from error
    except SAXParseException as error:
        place = error.getLineNumber() or 1
        raise ExchangeError(f"Ce n’est pas du XML bien formé (ligne {place}).") from error
    except (ValueError, LookupError) as error:
        raise ExchangeError("Ce XML annonce un encodage que l’on ne sait pas lire.") from error
    if tree.root is None or tree.root.tag != "quiz":
        raise ExchangeError("Ce n’est pas un export de questions Moodle : il manque <quiz>.")
    draft = Draft()
    for node in tree.root.children:
        if node.tag == "question":
            _question(node, draft)
        else:
            draft.lose(node.line, f"élément <{node.tag[:40]}>")
    return draft


def _question(node: Node, draft: Draft) -> None:
    kind = node.attributes.get("type", "").lower()
    if kind == "category":
        draft.lose(node.line, f"catégorie {node.value('category')[:60]}")
        return
    stem = _markdown(node.first("questiontext"), draft)
    name = " ".join(node.value("name").split())
    if kind == "description":
        if stem:
            draft.parts.append(Text(stem, node.line))
        return
    draft.found += 1
    read = READERS.get(kind)
    if read is None:
        what = UNKNOWN.get(kind, f"type {kind[:30] or 'absent'}")
        draft.lose(node.line, f"question « {name[:50]} » ({what})")
        return
    general = _markdown(node.first("generalfeedback"), draft)
    for extra in ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback"):
        _combined(node, extra, draft)
    for hint in node.all("hint"):
        if hint.first("text") is not None and hint.value("text"):
            draft.lose(hint.line, "indice d’une question")
    read(node, Head(name, stem, general, node.line), draft)


# Moodle writes these by itself when their author wrote nothing.
STOCK = {
    "your answer is correct.", "your answer is partially correct.", "your answer is incorrect.",
    "votre réponse est correcte.", "votre réponse est partiellement correcte.",
    "votre réponse est incorrecte.",
}  # fmt: skip


def _combined(node: Node, tag: str, draft: Draft) -> None:
    """A remark on the whole answer has no place here; Moodle's own words are no loss."""
    child = node.first(tag)
    said = to_markdown(node.value(tag), lambda _what: None).replace("\\", "")
    if child is not None and said and said.casefold() not in STOCK:
        draft.lose(child.line, f"commentaire d’ensemble ({said[:50]})")


def _choice(node: Node, head: Head, draft: Draft) -> None:
    single = node.value("single").lower() not in ("false", "0")
    marked.choose(head, [_answer(a, draft) for a in node.all("answer")], single, draft)


def _true_false(node: Node, head: Head, draft: Draft) -> None:
    told = {"true": "", "false": ""}
    right = False
    for answer in node.all("answer"):
        word = answer.value("text").lower() if answer.first("text") else answer.text.strip().lower()
        told[word] = _markdown(answer.first("feedback"), draft)
        right = right or (word == "true" and _share(answer) > 0)
    marked.true_false(head, right, told["true"], told["false"], draft)


def _short(node: Node, head: Head, draft: Draft) -> None:
    answers = [_answer(a, draft, words=True) for a in node.all("answer")]
    if node.value("usecase") == "1":
        draft.change(head.line, "majuscules et minuscules ne compteront plus")
    marked.short(head, answers, draft)


def _number(node: Node, head: Head, draft: Draft) -> None:
    answers: list[Marked] = []
    other = ""
    for answer in node.all("answer"):
        read = _answer(answer, draft, words=True)
        if read.text == "*":
            other = read.feedback
            continue
        value = marked.decimal(read.text)
        spread = marked.decimal(answer.value("tolerance") or "0")
        if value is None or spread is None:
            draft.lose(answer.line, f"réponse illisible comme nombre : {read.text[:40]}")
            continue
        text = marked.around(value, abs(spread))
        answers.append(Marked(text, read.share, read.feedback, read.line))
    units = node.first("units")
    if units is not None and units.children:
        draft.lose(units.line, "unités de la réponse")
    marked.number(head, answers, other, draft)


def _match(node: Node, head: Head, draft: Draft) -> None:
    pairs = []
    for sub in node.all("subquestion"):
        left = _as(sub.value("text"), sub.attributes.get("format", ""), sub.line, draft)
        answer = sub.first("answer")
        pairs.append((left, plain(answer.value("text") or answer.text.strip()) if answer else ""))
    marked.match(head, pairs, draft)


def _order(node: Node, head: Head, draft: Draft) -> None:
    """Answers are written in their right order, the first one first."""
    marked.order(head, [_answer(a, draft).text for a in node.all("answer")], draft)


READERS = {
    "multichoice": _choice,
    "multichoiceset": _choice,
    "truefalse": _true_false,
    "shortanswer": _short,
    "numerical": _number,
    "matching": _match,
    "ddmatch": _match,
    "ordering": _order,
}


def _answer(node: Node, draft: Draft, words: bool = False) -> Marked:
    inner = node.first("text")
    written = (inner.text if inner else node.text).strip()
    form = node.attributes.get("format", "")
    text = written if words else _as(written, form, node.line, draft)
    return Marked(text, _share(node), _markdown(node.first("feedback"), draft), node.line)


def _share(node: Node) -> float:
    try:
        return min(FULL, max(-FULL, float(node.attributes.get("fraction", "0"))))
    except ValueError:
        return 0.0


def _markdown(node: Node | None, draft: Draft) -> str:
    """A child that holds ``text``, in the format it names."""
    if node is None:
        return ""
    inner = node.first("text")
    text = inner.text if inner is not None else node.text
    return _as(text.strip(), node.attributes.get("format", ""), node.line, draft)


def _as(text: str, form: str, line: int, draft: Draft) -> str:
    if form == "plain_text":
        return plain(text).replace("\n", "  \n")
    if form == "markdown":
        return ours(text, line, draft)
    breaks = form == "moodle_auto_format"
    return to_markdown(text, lambda what: draft.lose(line, what), breaks)
