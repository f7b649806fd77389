"""The learner's kit. French names for learners; see each function's help.

essai = await sudia.donnees("aide-sociale")      a practice set, answers known
sudia.tableau(essai.test, reponses)              what the model answers, group by group
with sudia.energie("portable") as jauge: ...     what training costs, as a range
sudia.verifier(reponses, valeur=…)               hints at once
fiche = sudia.fiche(essai.test, reponses, …)     the model card
epreuve = await sudia.epreuve()                  your own data set
await sudia.remettre(reponses, valeur=…, fiche=fiche)
defi = await sudia.defi()                        the data of an open challenge
await sudia.concourir(reponses, fiche=fiche)     hand in to it

Some exercises say `carte` for `fiche` and `ecart` for `valeur`.
"""

from sudia.checks import verifier
from sudia.energy import energie
from sudia.groups import tableau
from sudia.make_card import fiche
from sudia.session import concourir, defi, donnees, epreuve, remettre
from sudia.table import Table

carte = fiche

__version__ = "1.0.0"
__all__ = [
    "Table",
    "carte",
    "concourir",
    "defi",
    "donnees",
    "energie",
    "epreuve",
    "fiche",
    "remettre",
    "tableau",
    "verifier",
]
