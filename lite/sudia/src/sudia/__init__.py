"""The learner's kit. French names for learners; see each function's help.

essai = await sudia.donnees("aide-sociale")      a practice set, answers known
sudia.tableau(essai.test, predictions)           who is accepted, group by group
with sudia.energie("portable") as jauge: ...     what training costs, as a range
sudia.verifier(predictions)                      hints at once
carte = sudia.carte(essai.test, predictions, …)  the model card
epreuve = await sudia.epreuve()                  your own data set
await sudia.remettre(predictions, ecart=…, carte=carte)
"""

from sudia.checks import verifier
from sudia.energy import energie
from sudia.groups import tableau
from sudia.make_card import carte
from sudia.session import donnees, epreuve, remettre
from sudia.table import Table

__version__ = "1.0.0"
__all__ = [
    "Table",
    "carte",
    "donnees",
    "energie",
    "epreuve",
    "remettre",
    "tableau",
    "verifier",
]
