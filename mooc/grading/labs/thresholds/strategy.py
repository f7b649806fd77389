"""Name what the learner did, and answer it in its own words."""

from __future__ import annotations

from mooc.grading.labs.thresholds.metrics import accepted, chance, gap_tenths, reached
from mooc.grading.labs.thresholds.spec import Spec, both

# Points of difference under which two shares read as « the same ».
SAME = 3


def name(spec: Spec, first: int, second: int) -> str:
    """The strategy behind two thresholds; the order of the rules is part of their meaning."""
    hidden = both(spec.hidden, first, second)
    one, two, total = spec.under(first, second)
    if reached(hidden[0], hidden[1], spec.goals.loosened(spec.margins)).all:
        return "good"
    if not total.helped:
        return "nobody"
    if total.helped == total.size:
        return "everyone"
    if first == second:
        return "single"
    met = reached(one, two, spec.goals)
    turned = spec.under(second, first)
    narrower = (gap_tenths(turned[0], turned[1]) or 0) < (gap_tenths(one, two) or 0)
    if not met.gap and narrower:
        return "swapped"
    if not met.budget:
        return "over-budget"
    if not met.gap and abs((accepted(one) or 0) - (accepted(two) or 0)) <= SAME:
        return "same-rates"
    if met.gap:
        return "too-careful" if not met.reach else "narrow-miss"
    return "gap-left"


def explain(strategy: str, spec: Spec, first: int, second: int) -> str:
    """One paragraph (plain French text) for *strategy*, with the numbers at hand."""
    one, two, total = spec.under(first, second)
    behind = 1 if (chance(two) or 0) < (chance(one) or 0) else 0
    words = {
        "low": spec.groups[behind].name,
        "low_place": spec.groups[behind].place,
        "high_place": spec.groups[1 - behind].place,
        "first_place": spec.groups[0].place,
        "second_place": spec.groups[1].place,
        "chance_first": chance(one),
        "chance_second": chance(two),
        "rate_first": accepted(one),
        "rate_second": accepted(two),
        "helped": total.helped,
        "aids": spec.aids,
        "over": total.helped - spec.aids,
        "missed": total.missed,
        "threshold": first,
        "undue": total.undue,
        "size": total.size,
    }
    return TEXTS[strategy].format(**words)


TITLES = {
    "good": "Même chance, dans le budget",
    "nobody": "Personne n’est aidé",
    "everyone": "Tout le monde est aidé",
    "single": "Le même seuil pour tous",
    "swapped": "Les seuils sont à l’envers",
    "over-budget": "Plus d’aides que le budget",
    "same-rates": "Mêmes parts, chances inégales",
    "too-careful": "Égaux, mais trop peu aidés",
    "narrow-miss": "Juste, mais de peu",
    "gap-left": "Il reste un écart",
}

TEXTS = {
    "good": (
        "Dans le besoin, on a presque la même chance d’être aidé : {chance_first} % et "
        "{chance_second} %. Ce choix a un prix, que la dernière question vous fait mesurer."
    ),
    "nobody": (
        "L’écart est nul : personne n’est aidé. Un écart nul ne suffit pas, {missed} personnes "
        "dans le besoin sont oubliées. Baissez les deux seuils."
    ),
    "everyone": (
        "Toutes les personnes dans le besoin sont aidées, sans écart. Mais il faut {helped} aides "
        "et le budget en paie {aids} : {undue} iraient à des personnes sans besoin. "
        "Relevez les deux seuils."
    ),
    "single": (
        "{threshold} pour tous : la règle paraît égale, le résultat ne l’est pas. Dans le besoin, "
        "on est aidé {chance_first} fois sur 100 {first_place}, {chance_second} fois "
        "{second_place}. Le score se trompe d’un côté ; un seuil unique recopie son erreur."
    ),
    "swapped": (
        "Vous avez donné le seuil le plus bas au territoire que le score avantageait déjà. "
        "L’écart grandit. Échangez vos deux seuils, puis ajustez."
    ),
    "over-budget": (
        "{helped} aides accordées, {over} de trop. Relever un seuil rend des aides ; "
        "regardez de quel côté cela fait le moins de personnes oubliées."
    ),
    "same-rates": (
        "Les deux territoires reçoivent la même part d’aides : {rate_first} % et {rate_second} %. "
        "Pourtant, dans le besoin, on a moins de chances {low_place}, parce que plus de personnes "
        "y ont besoin d’aide. Il faut y accorder une part plus grande."
    ),
    "too-careful": (
        "L’écart est petit, mais {missed} personnes dans le besoin sont oubliées alors qu’il reste "
        "des aides. Baissez un peu les deux seuils, ensemble."
    ),
    "narrow-miss": (
        "Sur les {size} demandes montrées vous y étiez ; sur les autres, de peu, non. "
        "Cherchez un réglage moins proche de la limite."
    ),
    "gap-left": (
        "Dans le besoin, on a encore moins de chances d’être aidé {low_place} que {high_place}. "
        "Baissez le seuil « {low} » ; si le budget déborde, relevez l’autre."
    ),
}
