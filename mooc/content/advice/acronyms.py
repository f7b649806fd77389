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
ACRONYM = re.compile(r"[A-ZÉÈÀÇ]{2,}(?![\w@]|[./-]\w)")
# What explains, just after the letters, just before, and around.
AFTER = re.compile(r"(?: »)? ?\(|, (?:qui|dont|où|l’|la |le |les |un|c’est)| : | est l[ea’]")
BEFORE = re.compile(r"(?:\w, (?:le |la |les |l’|ou )|\b(?:dit|appelle|abrégé|sigle)[^.]{0,30})\Z")
OPEN, CLOSED = re.compile(r"\([^()]*\Z"), re.compile(r"[^()]*\)")
ROMAN = re.compile(r"[IVXLC]{2,}")
# Read by everyone, licences, and words set in capitals to be heard.
KNOWN = frozenset(
    """IA PDF SMS MMS QR TV GPS USB CD DVD OK SNCF TGV TER CV BD WC HLM SAMU EDF UE PC SOS VIP FAQ
    TVA URL PIN SIM CC BY SA OUI NON ET OU NB PS DJ ADN""".split()
)


def run(page: Page, context: Context) -> Iterator[Problem]:
    # The audience is told by its own name: those of « tpe-pme » know what a PME is.
    known = KNOWN | {part.upper() for part in context.audience.slug.split("-")}
    if known.issuperset(ACRONYM.findall(context.prose.text)):
        return
    paragraphs = context.prose.of(*READ)
    found: dict[str, int] = {}
    for paragraph in paragraphs:
        for match in ACRONYM.finditer(paragraph.text):
            before = paragraph.text[match.start() - 1 : match.start()]
            part = before.isalnum() or before in ("-", ".", "/", "@", "_")
            if match[0] not in known and not part and not ROMAN.fullmatch(match[0]):
                found.setdefault(match[0], paragraph.line_at(match.start()))
    if not found:
        return
    text = "\n".join(paragraph.text for paragraph in paragraphs)
    names = [n for n in found if key(n) not in context.glossary and not _explained(n, text)]
    if names:
        message = f"sigle jamais expliqué : {', '.join(names)}"
        hint = f"écrivez son sens une fois entre parenthèses, ou {{term}}`{names[0]}`"
        yield warn(page, found[names[0]], message, hint, RULE.name)


def _explained(name: str, text: str) -> bool:
    """« la CNIL (Commission …) », « la Commission … (CNIL) », « la CNIL, qui veille … », « le
    référentiel …, le RGESN », or the letters alone between quotation marks, as a thing shown."""
    for match in re.finditer(rf"\b{name}\b", text):
        before, after = (
            text[max(0, match.start() - 80) : match.start()],
            text[match.end() : match.end() + 80],
        )
        if AFTER.match(after) or BEFORE.search(before):
            return True
        if before.endswith("« ") and after.startswith(" »"):
            return True
        if OPEN.search(before) and CLOSED.match(after):
            return True
    return False


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
