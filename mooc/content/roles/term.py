"""A word of the glossary: underlined where it is used, defined at the end of the page."""

from __future__ import annotations

from html import escape

from mooc.content.glossary import key
from mooc.content.passes.typography import french
from mooc.content.problem import nearest
from mooc.content.role import Role
from mooc.content.scope import Scope


def build(text: str, line: int, scope: Scope) -> str:
    """HTML of the word. ``texte affiché <mot>`` names another entry than the text."""
    label, name = text, text
    if text.endswith(">") and " <" in text:
        label, _, name = text[:-1].rpartition(" <")
    term = scope.site.glossary.get(key(name))
    if term is None:
        names = {entry.name for entry in scope.site.glossary.values()}
        hint = nearest(name, names) or "ajoutez-le à glossary.md"
        scope.error(line, f"mot absent du glossaire : {name[:60]}", hint, "term-unknown")
        return escape(label)
    scope.terms.setdefault(term.name, line)
    return f'<a class="term" href="#{term.anchor}">{escape(french(label))}</a>'


ROLE = Role(
    name="term",
    help="Mot du glossaire. Sa définition paraît à la fin de la page.",
    example="{term}`modèle` ou {term}`les modèles <modèle>`",
    build=build,
)
