"""A model card as text, as a fragment for a notebook, and as a page to print."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from sudia.french import (
    interval,
    number,
    percent,
    points,
    rounded_interval,
    significant,
    trimmed,
    typeset,
)
from sudia.markup import html_list, html_table, text_table

if TYPE_CHECKING:
    from sudia.card import Card, Measure, MeasureName

CAPTION = "Mesures par groupe (entre crochets : intervalle à 95 %)"
CAPTION_ALONE = "Mesures (entre crochets : intervalle à 95 %)"
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
    parts = [f"<{h}>{escape(typeset(f'Carte du modèle : {card.modele}'))}</{h}>"]
    for title, text in _texts(card):
        parts.append(f"<{sub}>{escape(title)}</{sub}><p>{escape(typeset(text))}</p>")
    parts.append(f"<{sub}>Pour qui il marche</{sub}>" + html_table(*card_table(card)))
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
    lines.append(text_table(*card_table(card)))
    lines += [f"Ne pas utiliser pour : {item}" for item in card.ne_pas_utiliser_pour]
    return "\n".join(lines + [f"Limite : {item}" for item in card.limites])


def _texts(card: Card) -> list[tuple[str, str]]:
    found = [
        ("Usage prévu", card.usage),
        ("Données", card.donnees),
        ("Coût de l’apprentissage", cost_text(card)),
    ]
    return found if card.octets is None else [*found, ("Taille du modèle", size_text(card.octets))]


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


def size_text(octets: int) -> str:
    """In bytes, kB or MB, to two figures."""
    for unit, size in (("Mo", 1_000_000), ("ko", 1_000)):
        if octets >= size:
            return f"environ {significant(octets / size)} {unit}"
    return f"{number(octets)} octets"


def card_table(card: Card) -> tuple[str, list[str], list[list[str]]]:
    """Caption, heads and rows of the card's measures; the last row holds the gaps."""
    names = [_head(name) for name in card.mesures]
    heads = ["Groupe", card.lignes[:1].upper() + card.lignes[1:], *names]
    rows = [
        [
            line.groupe,
            number(line.lignes),
            *(measure_text(m, n) for m, n in zip(line.mesures, card.mesures, strict=True)),
        ]
        for line in (*card.groupes, card.ensemble)
    ]
    if card.ecarts:
        gaps = [gap_text(m, n) for m, n in zip(card.ecarts, card.mesures, strict=True)]
        rows.append(["Écart entre les groupes", "", *gaps])
    return (CAPTION if card.groupes else CAPTION_ALONE), heads, rows


def _head(name: MeasureName) -> str:
    return f"{name.nom} ({name.unite})" if name.unite not in ("", "%") else name.nom


def measure_text(m: Measure, name: MeasureName) -> str:
    """A measure and its interval."""
    if name.unite == "%":
        return f"{percent(m.value)} {interval(m.low, m.high)}".strip()
    return _plain(m)


def gap_text(m: Measure, name: MeasureName) -> str:
    """A gap and its interval: points for shares."""
    if name.unite == "%":
        return f"{points(m.value)} {interval(m.low, m.high)}".strip()
    return _plain(m)


def _plain(m: Measure) -> str:
    if m.value is None:
        return "non mesurable"
    return f"{trimmed(m.value, 1)} {rounded_interval(m.low, m.high)}".strip()
