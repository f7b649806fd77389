"""The keys of [labels], [groups] and [criteria]: read by ``spec``, shown to authors in a guide."""

from __future__ import annotations

from collections.abc import Mapping

from mooc.grading.kinds.predictions.reading import NEEDED, OPTIONAL, Key

TASKS = ("yes-no", "classes", "number")
GAPS = ("equalized-odds", "selection", "false-alarm", "missed")
QUANTITIES = ("selection-gap", "selection-rate", "twin-flips", "given")
# Below, a truly zero gap reads above 0.05 too often (exercises.md).
ROWS_MIN_GAP = 700
ROWS_MIN, ROWS_DEFAULT = 50, 200
MOST_CLASSES, MOST_GROUPS = 64, 32
# Numbers to predict, numbers predicted, costs and the quantity all stay below.
MOST_NUMBER = 1e9

LABEL_KEYS: Mapping[str, Key] = {
    "task": Key(
        "par défaut `yes-no`",
        ", ".join(f"`{task}`" for task in TASKS),
        "ce qui est deviné : oui ou non, une classe (codes 0, 1, 2…), ou un nombre entier",
    ),
    "column": Key(NEEDED, "texte", "la colonne de la bonne réponse, connue dans le jeu d’essai"),
    "yes": Key("`yes-no` : obligatoire", "texte", "ce que veut dire 1"),
    "no": Key("`yes-no` : obligatoire", "texte", "ce que veut dire 0"),
    "classes": Key(
        "`classes` : obligatoire", "liste de textes", "le nom de chaque classe, dans l’ordre"
    ),
    "unit": Key("`number` : obligatoire", "texte", "l’unité du nombre : `nuitées`"),
    "rows": Key("par défaut `lignes`", "texte", "comment on appelle les lignes : `dossiers`"),
    "heads": Key(
        OPTIONAL,
        "trois textes",
        "`yes-no` : titres du tableau pour les oui, les oui parmi les vrais cas, les oui parmi "
        "les autres",
    ),
}
GROUP_KEYS: Mapping[str, Key] = {
    "column": Key(NEEDED, "texte", "la colonne du groupe"),
    "codes": Key(NEEDED, "liste de textes", "les valeurs de cette colonne"),
    "labels": Key(NEEDED, "liste de textes", "comment les lire, dans le même ordre"),
}
CRITERIA_KEYS: Mapping[str, Key] = {
    "accuracy_min": Key(
        OPTIONAL, "nombre de 0 à 1", "part de réponses justes, au moins (`yes-no`, `classes`)"
    ),
    "gap": Key(
        OPTIONAL,
        ", ".join(f"`{gap}`" for gap in GAPS),
        "l’écart jugé entre les groupes (`yes-no`) : le pire des deux écarts d’erreurs, la part "
        "de oui, les fausses alertes, les cas manqués",
    ),
    "gap_max": Key("avec `gap`", "nombre de 0 à 1", "l’écart, au plus"),
    "cost_max": Key(OPTIONAL, "nombre", "coût moyen de 100 réponses, au plus (`yes-no`)"),
    "cost_missed": Key("avec `cost_max`", "nombre", "ce que coûte un cas manqué"),
    "cost_false_alarm": Key("avec `cost_max`", "nombre", "ce que coûte une fausse alerte"),
    "error_max": Key(OPTIONAL, "nombre", "erreur moyenne sans le signe, au plus (`number`)"),
    "quantity": Key(
        NEEDED,
        ", ".join(f"`{quantity}`" for quantity in QUANTITIES),
        "ce que l’on calcule soi-même : écart entre les parts de oui des groupes, part de oui, "
        "part de jumeaux dont la réponse change, ou `given` : le nombre que donne le générateur",
    ),
    "quantity_tolerance": Key(NEEDED, "nombre", "la marge acceptée, dans l’unité de la valeur"),
    "quantity_max": Key("par défaut `1`", "nombre", "la plus grande valeur que l’on peut envoyer"),
    "quantity_name": Key(
        "`given` : obligatoire", "texte", "le nom de la valeur, au singulier, avec son article"
    ),
    "quantity_how": Key(
        "`given` : obligatoire", "texte", "comment la calculer ; dit quand elle est fausse"
    ),
    "rows_min": Key(
        f"par défaut `{ROWS_MIN_GAP}` avec `gap`, `{ROWS_DEFAULT}` sinon",
        "entier",
        f"lignes cachées du verdict : par groupe et par réponse avec `gap` ({ROWS_MIN_GAP} au "
        f"moins), en tout sinon ({ROWS_MIN} au moins)",
    ),
}
# Name and recipe of the quantities that need no word of the author.
KNOWN_QUANTITIES: Mapping[str, tuple[str, str]] = {
    "selection-gap": (
        "l’écart entre les parts de « oui » des groupes",
        "part d’un groupe moins part de l’autre, sans le signe, sur tout le test",
    ),
    "selection-rate": (
        "la part de « oui »",
        "nombre de « oui » divisé par le nombre de réponses, sur tout le test",
    ),
    "twin-flips": (
        "la part de jumeaux dont la réponse change",
        "comptez les paires dont les deux réponses diffèrent, divisez par le nombre de paires",
    ),
}
