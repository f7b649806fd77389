"""What the page shows before an answer: the cases of a draw, the classes, counts so far."""

from __future__ import annotations

from typing import Any

from mooc.content.passes.typography import french
from mooc.grading.kinds.numeric.number import format_number
from mooc.grading.labs.cases import draw
from mooc.grading.labs.cases.given import so_far
from mooc.grading.labs.cases.model import SIZE, Sorting, field_of
from mooc.grading.verdict import Answer


def view(own: Sorting, fields: Answer) -> dict[str, Any]:
    """Nothing here says what is right: neither answers, nor remarks, nor sources, nor ids."""
    number = draw.number_of(fields)
    counts = so_far(own, fields)
    return {
        "number": number,
        "next": draw.following(number),
        "size": SIZE,
        "cases": [
            {"field": field_of(place), "number": place, "text": case.text}
            for place, case in enumerate(draw.draw(own, number), 1)
        ],
        "classes": own.classes,
        "answer": own.answer,
        "widget": own.widget,
        "nouns": own.nouns,
        "unit": own.unit,
        "intro": own.intros[(number - 1) % len(own.intros)] if own.intros else "",
        "asks": own.asks,
        "grid": own.grid,
        "goal_said": goal_said(own),
        "counts": counts,
        "done": sum(counts.values()),
        "data": {"size": SIZE, "classes": [[k.id, k.name] for k in own.classes]},
    }


def goal_said(own: Sorting) -> str:
    """What passing asks for, in a sentence."""
    goal = own.goal
    parts = [f"au moins {goal.right} bonnes réponses sur {SIZE}"] if goal.right else []
    if own.answer == "number":
        least = f", ou à {format_number(own.tolerance_min)} près" if own.tolerance_min else ""
        parts.append(f"une réponse est bonne à {own.tolerance} % près{least}")
    name = own.name_of(goal.target) if goal.target else ""
    if goal.recall:
        share = "tous les" if goal.recall == 100 else f"au moins {goal.recall} % des"
        parts.append(f"{share} cas « {name} » trouvés")
    if goal.precision:
        parts.append(f"au moins {goal.precision} % de « {name} » donnés à raison")
    return french(f"Pour réussir : {' ; '.join(parts)}.")
