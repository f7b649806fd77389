"""The French sentences of the kind: what is asked before, what is said after."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mooc.grading.kinds.predictions.spec import Costs, Gap, Groups, Spec
from sudia.french import percent, points, sentence, trimmed, typeset

GAP_NAMES: Mapping[str, str] = {
    "equalized-odds": "écart d’erreurs",
    "selection": "écart entre les parts de « oui »",
    "false-alarm": "écart de fausses alertes",
    "missed": "écart de cas manqués",
}
# In "au plus 10 points d’écart…".
GAP_ASKED: Mapping[str, str] = {
    "equalized-odds": "d’écart d’erreurs entre les groupes",
    "selection": "d’écart entre les parts de « oui » des groupes",
    "false-alarm": "d’écart de fausses alertes entre les groupes",
    "missed": "d’écart de cas manqués entre les groupes",
}
ENOUGH = {True: "C’est assez.", False: "Ce n’est pas encore assez."}
LOW_ENOUGH = {True: "C’est assez bas.", False: "C’est encore trop."}
SMALL_ENOUGH = {
    True: "C’est assez petit.",
    False: "C’est trop : un groupe est moins bien traité.",
}


@dataclass(frozen=True, slots=True)
class Remark:
    """What is said of a criterion (reached or not) or of a measure that is none (None)."""

    about: str
    text: str
    reached: bool | None


def asked(spec: Spec) -> tuple[str, ...]:
    """What passing asks, one sentence for each criterion, without a final stop."""
    found = []
    if spec.accuracy_min is not None:
        found.append(f"au moins {_share(spec.accuracy_min)} de réponses justes")
    if spec.gap is not None and spec.groups is not None:
        found.append(_gap_asked(spec.gap, spec.groups))
    if spec.costs is not None:
        found.append(_cost_asked(spec.costs))
    if spec.error_max is not None:
        unit = spec.labels.unit
        found.append(f"une erreur moyenne d’au plus {trimmed(spec.error_max)} {unit}")
    value = spec.quantity
    margin = f"calcul à faire vous-même, juste à {trimmed(value.tolerance, 4)} près"
    return tuple(map(typeset, (*found, f"{value.name} : {margin}")))


def _gap_asked(gap: Gap, groups: Groups) -> str:
    names = ", ".join(groups.names)
    return f"au plus {_points(gap.most)} {GAP_ASKED[gap.kind]} : {names}"


def _cost_asked(costs: Costs) -> str:
    return (
        f"un coût d’au plus {trimmed(costs.most)} pour 100 réponses : un cas manqué coûte "
        f"{trimmed(costs.missed)}, une fausse alerte {trimmed(costs.false_alarm)}"
    )


def measured(spec: Spec, shown: Mapping[str, float | None]) -> tuple[str, ...]:
    """What the server measured of a hand-in, a sentence for each measure shown."""
    unit = spec.labels.unit
    texts = {
        "accuracy": lambda value: f"Réponses justes : {percent(value)}",
        "gap": lambda value: f"{_gap_name(spec)} entre les groupes : {points(value)}",
        "cost": lambda value: f"Coût de 100 réponses : {_number(value)}",
        "error": lambda value: f"Erreur moyenne : {_number(value)} {unit}",
        "twin_flips": lambda value: f"Jumeaux dont la réponse change : {percent(value)}",
    }
    return tuple(typeset(texts[name](value)) for name, value in shown.items() if name in texts)


def _gap_name(spec: Spec) -> str:
    return sentence(GAP_NAMES[spec.gap.kind]) if spec.gap else "Écart"


def remarks(
    spec: Spec,
    criteria: Mapping[str, bool],
    shown: Mapping[str, float | None],
    flips: float | None,
) -> tuple[Remark, ...]:
    """What a learner is told of a hand-in: each criterion, then what does not count."""
    texts = {name: _text(spec, name, criteria[name], shown.get(name)) for name in spec.criteria}
    told = [Remark(name, text, criteria[name]) for name, text in texts.items()]
    if "accuracy" in shown and "accuracy" not in criteria:
        seen = f"Réponses justes : environ {percent(shown['accuracy'])}."
        told.append(Remark("accuracy", f"{seen} Cette mesure ne compte pas dans le verdict.", None))
    if flips is not None and spec.quantity.kind != "twin-flips":
        told.append(Remark("twins", _twins(flips), None))
    return tuple(Remark(r.about, typeset(r.text), r.reached) for r in told)


def _text(spec: Spec, name: str, reached: bool, value: float | None) -> str:
    if name == "accuracy":
        wanted = _share(spec.accuracy_min or 0)
        return f"Réponses justes : environ {percent(value)} ({wanted} demandés). {ENOUGH[reached]}"
    if name == "gap" and spec.gap is not None:
        what = _gap_name(spec)
        most = _points(spec.gap.most)
        end = SMALL_ENOUGH[reached]
        return f"{what} entre les groupes : environ {points(value)} ({most} au plus). {end}"
    if name == "cost" and spec.costs is not None:
        most = trimmed(spec.costs.most)
        return (
            f"Coût de 100 réponses : environ {_number(value)} ({most} au plus). "
            f"{LOW_ENOUGH[reached]}"
        )
    if name == "error":
        most = trimmed(spec.error_max or 0)
        return (
            f"Erreur moyenne : environ {_number(value)} {spec.labels.unit} ({most} au plus). "
            f"{LOW_ENOUGH[reached]}"
        )
    return _quantity(spec, reached)


def _quantity(spec: Spec, reached: bool) -> str:
    what = f"{sentence(spec.quantity.name)} : "
    if reached:
        return f"{what}la valeur que vous annoncez est juste."
    margin = trimmed(spec.quantity.tolerance, 4)
    how = spec.quantity.how
    return f"{what}la valeur que vous annoncez n’est pas juste à {margin} près. Rappel : {how}."


def _twins(flips: float) -> str:
    return (
        f"Test des jumeaux : {percent(flips)} des réponses changent quand seul le groupe change. "
        "Cette mesure ne compte pas dans le verdict."
    )


def _share(value: float) -> str:
    return f"{trimmed(100 * value, 1)}\u202f%"


def _points(value: float) -> str:
    return points(value, 0 if round(100 * value, 6) % 1 == 0 else 1)


def _number(value: float | None) -> str:
    return "non mesurable" if value is None else trimmed(value)
