"""A model card as text, as a fragment for a notebook, and as a page to print."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from sudia.french import interval, percent, points, significant
from sudia.markup import html_list, html_table, text_table

if TYPE_CHECKING:
    from sudia.card import Card, Measure

CAPTION = "Mesures par groupe (entre crochets : intervalle à 95 %)"
HEADS = ("Groupe", "Dossiers", "Acceptés", "Acceptés parmi les besoins", "Acceptés sans besoin")
PAGE = (
    '<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>{title}</title>'
    "<style>body{{font:1rem/1.5 system-ui,sans-serif;max-width:45rem;margin:2rem auto;"
    "padding:0 1rem}}table{{border-collapse:collapse;width:100%}}th,td{{border:1px solid;"
    "padding:.3rem .5rem;text-align:left}}caption{{text-align:left;padding:.5rem 0}}</style>"
    "</head><body><main>{body}</main></body></html>"
)


def card_fragment(card: Card, level: int = 3) -> str:
    """The card as a <section>; headings start at `level`."""
    h, sub = f"h{level}", f"h{level + 1}"
    parts = [f"<{h}>Carte du modèle : {escape(card.modele)}</{h}>"]
    for title, text in _texts(card):
        parts.append(f"<{sub}>{escape(title)}</{sub}><p>{escape(text)}</p>")
    parts.append(f"<{sub}>Pour qui il marche</{sub}>" + html_table(CAPTION, HEADS, _rows(card)))
    parts.append(f"<{sub}>Ne pas utiliser pour</{sub}>" + html_list(card.ne_pas_utiliser_pour))
    if card.limites:
        parts.append(f"<{sub}>Limites</{sub}>" + html_list(card.limites))
    return f'<section class="sudia-card">{"".join(parts)}</section>'


def card_page(card: Card) -> str:
    """A self-contained page: no address, no script."""
    return PAGE.format(
        title=escape(f"Carte du modèle : {card.modele}"), body=card_fragment(card, 1)
    )


def card_text(card: Card) -> str:
    """The same, for a terminal."""
    lines = [f"Carte du modèle : {card.modele}"]
    lines += [f"{title} : {text}" for title, text in _texts(card)]
    lines.append(text_table(CAPTION, HEADS, _rows(card)))
    lines += [f"Ne pas utiliser pour : {item}" for item in card.ne_pas_utiliser_pour]
    return "\n".join(lines + [f"Limite : {item}" for item in card.limites])


def _texts(card: Card) -> list[tuple[str, str]]:
    return [
        ("Usage prévu", card.usage),
        ("Données", card.donnees),
        ("Réponses justes", percent(card.exactitude, 1)),
        ("Coût de l’apprentissage", cost_text(card)),
    ]


def cost_text(card: Card) -> str:
    """The energy of training as a range, and what it leaves out."""
    if card.cout is None:
        return "Non mesuré."
    joules, grams = card.cout.joules, card.cout.grammes
    return (
        f"Entre {significant(joules[0])} et {significant(joules[1])} J (estimation, à un facteur 3 "
        f"près), soit {significant(1e6 * grams[0])} à {significant(1e6 * grams[1])} millionièmes "
        f"de gramme de CO2e. Source : {card.cout.source}. Le chargement de la page et la "
        "fabrication de la machine ne sont pas comptés."
    )


def _rows(card: Card) -> list[list[str]]:
    rows = [
        [
            g.groupe,
            str(g.dossiers),
            *map(_share, (g.acceptes, g.acceptes_besoin, g.acceptes_sans_besoin)),
        ]
        for g in card.groupes
    ]
    gaps = (card.ecart_acceptation, card.ecart_besoin, card.ecart_sans_besoin)
    return [*rows, ["Écart", "", *map(_gap, gaps)]]


def _share(m: Measure) -> str:
    return f"{percent(m.value)} {interval(m.low, m.high)}".strip()


def _gap(m: Measure) -> str:
    return f"{points(m.value)} {interval(m.low, m.high)}".strip()
