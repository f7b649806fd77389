"""What an author writes: keys of lab.toml, of a strategy, a question, a case, each with its help.

The readers refuse any other key, so that these tables are the whole of it; the authors' guide
shows them.
"""

from __future__ import annotations

from collections.abc import Mapping

from mooc.grading.lab import LabOption

OPTIONS: Mapping[str, LabOption] = {
    "answer": LabOption(
        "`class` ou `number`",
        "la réponse à chaque cas : une classe, ou un nombre jugé à `tolerance_percent` près",
    ),
    "classes": LabOption(
        "liste de tables `id`, `name`, `help`",
        'les réponses possibles, de 2 à 6, dans l’ordre de la page (avec `answer = "class"`)',
        required=False,
    ),
    "pass": LabOption(
        "entier de 1 à 12", "combien de bonnes réponses sur 12 pour réussir", required=False
    ),
    "target": LabOption(
        "id d’une classe",
        "la classe à repérer, avec ou sans `pass` ; `precision_min` et `recall_min` la jugent",
        required=False,
    ),
    "precision_min": LabOption(
        "entier de 1 à 100",
        "part des cas signalés qui doivent l’être à raison, en %",
        required=False,
    ),
    "recall_min": LabOption(
        "entier de 1 à 100", "part des cas à signaler qui doivent l’être, en %", required=False
    ),
    "tolerance_percent": LabOption(
        "entier de 0 à 100",
        'l’écart accepté autour de `value`, en % (avec `answer = "number"`)',
        required=False,
    ),
    "tolerance_min": LabOption(
        "nombre positif",
        'l’écart toujours accepté, pour les petits nombres (avec `answer = "number"`)',
        required=False,
    ),
    "unit": LabOption("texte", "l’unité des nombres, au pluriel : `jetons`", required=False),
    "nouns": LabOption(
        "deux textes",
        "comment on appelle un cas, au singulier puis au pluriel ; par défaut `cas`, `cas`",
        required=False,
    ),
    "widget": LabOption(
        "`radios` ou `select`",
        "des cases à cocher sous chaque cas (par défaut), ou une liste déroulante",
        required=False,
    ),
    "intros": LabOption(
        "liste de textes",
        "une phrase par tirage, montrée avant ses cas ; après la dernière on reprend à la première",
        required=False,
    ),
    "success": LabOption("texte", "ce que l’on dit quand tout est réussi"),
    "strategies": LabOption(
        "liste de tables",
        "les façons naïves de répondre, nommées quand 10 réponses sur 12 les suivent",
    ),
    "asks": LabOption(
        "liste de tables",
        "des questions posées après les cas ; chacune compte autant que le tri",
        required=False,
    ),
    "grid": LabOption(
        "table `rows`, `columns`, `cells`",
        "quatre classes montrées en tableau de deux lignes et deux colonnes",
        required=False,
    ),
}

STRATEGY: Mapping[str, LabOption] = {
    "id": LabOption("identifiant", "le nom de la façon de répondre"),
    "title": LabOption("texte", "ce que l’on a fait, en quelques mots"),
    "text": LabOption("texte", "pourquoi cela ne suffit pas, et que regarder à la place"),
    "always": LabOption("id de classe, ou nombre", "répond toujours cela", required=False),
    "gives": LabOption(
        "table classe juste → classe répondue", "se trompe toujours dans le même sens", False
    ),
    "naive": LabOption("texte", "répond le `naive` de ce nom, écrit dans chaque cas", False),
    "misconception": LabOption("id", "l’idée fausse que cela montre", required=False),
}

ASK: Mapping[str, LabOption] = {
    "id": LabOption("identifiant", "son champ s’appelle `choix_` et ce nom"),
    "text": LabOption("texte", "la question"),
    "story": LabOption("texte", "ce qu’il faut savoir avant d’y répondre", required=False),
    "table": LabOption(
        "liste de lignes", "un petit tableau ; la première ligne est l’en-tête", required=False
    ),
    "right": LabOption("id d’une option", "la bonne réponse"),
    "options": LabOption("liste de tables `id`, `text`, `feedback`", "les réponses proposées"),
}

CASE: Mapping[str, LabOption] = {
    "id": LabOption("identifiant", "unique dans le fichier ; ne le changez plus"),
    "text": LabOption("texte, 320 signes au plus", "une scène concrète, sans la réponse"),
    "right": LabOption(
        "id de classe, ou liste d’ids", "la réponse ; plusieurs si `why` dit pourquoi", False
    ),
    "value": LabOption("nombre positif", 'la réponse, avec `answer = "number"`', required=False),
    "why": LabOption("texte", "une ou deux phrases, montrées après la réponse"),
    "source": LabOption("texte", "d’où vient le fait, ou « Scène imaginée par… »"),
    "date": LabOption("AAAA, AAAA-MM ou AAAA-MM-JJ", "la date de la source"),
    "url": LabOption("adresse https://", "l’adresse de la source", required=False),
    "feedback": LabOption(
        "table classe → texte", "une remarque pour cette mauvaise réponse-là", required=False
    ),
    "naive": LabOption(
        "table nom → classe ou nombre", "ce que répond une façon naïve de ce nom", required=False
    ),
}
