"""An exercise of classes in the page, with the real kit: table, hints, card, hand-in, verdict."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

READ = """
import numpy as np
import sudia

def lire(jeu):
    connues, nouvelles = (t.matrice("pixels") for t in (jeu.apprentissage, jeu.test))
    connues = connues / np.sqrt((connues**2).sum(axis=1, keepdims=True))
    return jeu.apprentissage["chiffre"][(nouvelles @ connues.T).argmax(axis=1)]

essai = await sudia.donnees("premier-modele")
with sudia.energie("portable") as jauge:
    reponses = lire(essai)
print(sudia.tableau(essai.test, reponses))
print(sudia.verifier(reponses, jeu=essai, valeur=0.9))
fiche = sudia.fiche(essai.test, reponses, modele="Le plus ressemblant", usage="Lire.",
                    ne_pas_utiliser_pour=["Lire un chèque sans relecture."],
                    energie=jauge, taille=essai.apprentissage.matrice("pixels").nbytes)
epreuve = await sudia.epreuve()
chiffres = epreuve.apprentissage["chiffre"]
part = np.bincount(chiffres).max() / len(chiffres)
await sudia.remettre(lire(epreuve), valeur=part, fiche=fiche)
print("remis")
"""


def test_classes_are_measured_and_handed_in_from_the_page(fresh: Any) -> None:
    fresh.open("/exercices/premier-modele/").ready()
    fresh.write(READ)
    fresh.click_run()
    asked = fresh.page.locator(".python-cell-ask")
    issue = asked.get_by_role("button", name="Recevoir mes données d’épreuve", exact=True)
    issue.press("Enter", timeout=60_000)
    send = asked.get_by_role("button", name="Envoyer", exact=True)
    send.wait_for(timeout=60_000)
    expect(asked).to_contain_text("et la valeur que vous avez calculée")
    send.press("Enter")
    verdict = fresh.page.locator(".python-cell-verdict")
    expect(verdict).to_contain_text("Exercice réussi", timeout=60_000)
    said = fresh.output()
    expect(said).to_contain_text("remis", timeout=30_000)
    expect(said).to_contain_text("Surtout prises pour")
    expect(said).to_contain_text("n’est pas la bonne valeur")
    verdict.get_by_role("link", name="Voir et imprimer ma carte").click()
    card = fresh.page.get_by_role("main")
    expect(card).to_contain_text("Le plus ressemblant")
    expect(card).to_contain_text("Réponses justes")
    expect(card.get_by_role("rowheader", name="Ensemble")).to_be_visible()
    expect(card).to_contain_text("Lire un chèque sans relecture.")
    expect(card).to_contain_text("ko")
