"""Capital letters that nobody explains."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mooc.content.advice.prose import Place
from mooc.content.advice.rule import LEARNERS, Context, Rule, warn
from mooc.content.glossary import key
from mooc.content.model import Page
from mooc.content.problem import Problem

READ: tuple[Place, ...] = (
    "text", "title", "heading", "question", "answer", "feedback", "claim", "caption", "table",
)  # fmt: skip
ACRONYM = re.compile(r"\b[A-ZÉÈÀÇ]{2,}(?![\w@]|[./-]\w)")
ROMAN = re.compile(r"[IVXLC]{2,}")
# Read by everyone, licences, and words set in capitals to be heard.
KNOWN = frozenset(
    """IA PDF SMS MMS QR TV GPS USB CD DVD OK SNCF TGV TER CV BD WC HLM SAMU EDF UE PC SOS VIP FAQ
    TVA URL PIN SIM CC BY SA OUI NON ET OU NB PS DJ ADN""".split()
)


def run(page: Page, context: Context) -> Iterator[Problem]:
    paragraphs = context.prose.of(*READ)
    # The audience is told by its own name: those of « tpe-pme » know what a PME is.
    known = KNOWN | {part.upper() for part in context.audience.slug.split("-")}
    found: dict[str, int] = {}
    for paragraph in paragraphs:
        for match in ACRONYM.finditer(paragraph.text):
            part = paragraph.text[match.start() - 1 : match.start()] in ("-", ".", "/", "@")
            if match[0] not in known and not part and not ROMAN.fullmatch(match[0]):
                found.setdefault(match[0], paragraph.line_at(match.start()))
    if not found:
        return
    text = "\n".join(paragraph.text for paragraph in paragraphs)
    told = {key(name) for name in (*page.terms, *context.glossary)}
    names = [n for n in found if key(n) not in told and not _explained(n, text)]
    if names:
        message = f"sigle jamais expliqué : {', '.join(names)}"
        hint = f"écrivez son sens une fois entre parenthèses, ou {{term}}`{names[0]}`"
        yield warn(page, found[names[0]], message, hint, RULE.name)


def _explained(name: str, text: str) -> bool:
    """« la CNIL (Commission …) », « la Commission … (CNIL) », « la CNIL, qui veille … », « le
    référentiel …, le RGESN », or the letters alone between quotation marks, as a thing shown."""
    after = rf"\b{name}(?: »)?(?: ?\(|, (?:qui|dont|où|l’|la |le |les |un|c’est)| : | est l[ea’])"
    before = rf"\([^()]*\b{name}\b[^()]*\)|\b(?:dit|appelle|abrégé|sigle)[^.]{{0,30}}\b{name}\b"
    beside = rf"\w, (?:le |la |les |l’|ou ){name}\b|« {name} »"
    return re.search(f"{after}|{before}|{beside}", text) is not None


RULE = Rule(
    name="acronym",
    title="Les sigles",
    help="Un sigle (deux capitales ou plus) est expliqué une fois dans la page : une parenthèse "
    "avant ou après lui, quelques mots après une virgule (« la CNIL, qui veille sur… »), "
    "`` {term}`sigle` `` ou une entrée du glossaire. Les plus connus (IA, PDF, SMS, TVA…) sont "
    "admis, et ceux qui nomment le public lui-même.",
    run=run,
    roles=LEARNERS,
)
