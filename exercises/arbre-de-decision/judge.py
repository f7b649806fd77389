"""Three questions and one reading → verdict, on days that were never shown."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from mooc.grading.verdict import Answer, Feedback, Verdict

from .given import COLUMNS, KINDS, read_reading, read_tree
from .model import Tree, errors

if TYPE_CHECKING:
    from .lab import Rental

PARTS = 2


def grade(own: Rental, raw: Answer) -> Verdict:
    """Judge the tree on the hidden days, and whether its owner can read it."""
    tree, read = read_tree(raw), read_reading(raw)
    right = len(own.hidden) - errors(own.rows, tree, own.hidden)
    reached, understood = own.reached(tree), read is own.says(tree)
    named = strategy(own, tree)
    if reached and not understood:
        named = "misread"
    words = {
        "right": right,
        "hidden": len(own.hidden),
        "share": 100 * right // len(own.hidden),
        "goal": own.goal,
        "shown": len(own.rows) - errors(own.rows, tree, own.rows),
        "size": len(own.rows),
    }
    title, text = TEXTS[named]
    html = f"<p><strong>{escape(title)}.</strong> {escape((text + SAID).format(**words))}</p>"
    tag = "coup-par-coup" if named == "greedy" else None
    return Verdict(
        score=(reached + understood) / PARTS,
        feedback=(Feedback("arbre", html, reached, tag), _on_reading(own, tree, understood)),
        details={"strategy": named, "right": right, "parts": PARTS},
    )


def strategy(own: Rental, tree: Tree) -> str:
    """Name the tree; the order of the rules is part of their meaning."""
    asked = [split for split in tree if split]
    if own.reached(tree):
        return "good"
    if not asked:
        return "none"
    if tree == own.greedy:
        return "greedy"
    if len(asked) == 1:
        return "single"
    columns = [COLUMNS[column].id for column, _ in asked]
    if len(set(columns)) == 1:
        return "same-column"
    if columns[0] == "temperature":
        return "proxy"
    return "good-start" if columns[0] == "vacances" else "other"


def _on_reading(own: Rental, tree: Tree, understood: bool) -> Feedback:
    said = KINDS[own.says(tree)]
    if understood:
        text = f"Bien lu : pour cette journée, votre arbre répond « {said} »."
    else:
        text = (
            f"À relire : pour cette journée, votre arbre répond « {said} ». Partez du haut, et "
            "suivez oui ou non jusqu’au bout."
        )
    return Feedback("lecture", f"<p>{escape(text)}</p>", understood)


# Added to each text: what the hidden days say.
SAID = " Journées cachées bien prévues : {right} sur {hidden}, soit {share} % ({goal} demandés)."

# Strategy → (title, text): plain French with the numbers at hand.
TEXTS = {
    "good": (
        "Trois questions qui tiennent",
        "La première question ne sépare presque rien, mais elle range les journées en deux mondes "
        "où la deuxième et la troisième séparent très bien.",
    ),
    "misread": (
        "Un bon arbre, à relire",
        "Vos questions tiennent sur les journées cachées. Il reste à suivre l’arbre, question "
        "après question, pour la journée donnée.",
    ),
    "none": (
        "Aucune question",
        "Sans question, l’arbre donne la même réponse chaque jour. Choisissez une colonne.",
    ),
    "greedy": (
        "Le meilleur coup, trois fois",
        "Vous avez suivi le calcul à chaque coup. Chacun est le meilleur à cet instant, et "
        "l’ensemble ne l’est pas. Nadia remarque : « En vacances et hors vacances, ce ne sont pas "
        "les mêmes clientes ni les mêmes clients. » Changez la première question, puis laissez "
        "le bouton finir.",
    ),
    "single": (
        "Une seule question",
        "Une question fait deux groupes, et chacun reste mélangé. Il vous en reste deux : une pour "
        "chaque groupe.",
    ),
    "same-column": (
        "Toujours la même colonne",
        "Demander trois fois la même chose découpe plus fin, sans rien apprendre des autres "
        "colonnes. Essayez-en une autre après le oui, ou après le non.",
    ),
    "proxy": (
        "La température répète les vacances",
        "Il fait souvent chaud pendant les vacances, mais pas toujours, et pas seulement alors. "
        "La température en est un reflet. Posez plutôt la question à la source.",
    ),
    "good-start": (
        "Une bonne première question",
        "Les deux suivantes sont à revoir : dans chacun des deux groupes, cherchez ce qui sépare "
        "encore, ou demandez le meilleur prochain coup.",
    ),
    "other": (
        "Des feuilles encore mélangées",
        "Sur les journées montrées, votre arbre en prévoit {shown} sur {size}. Regardez la feuille "
        "la plus mélangée, et remontez : quelle première question la rendrait plus nette ?",
    ),
}
