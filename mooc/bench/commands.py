"""``mooc bench``: each command prints a figure as a ratio to a floor of the same run."""

from __future__ import annotations

import click

from mooc.command import one_line, site_settings


@click.group()
def bench() -> None:
    """Mesures, chacune rapportée à un plancher du même passage."""


@bench.command("http")
@click.option("--rounds", default=5, show_default=True, help="Nombre de tours.")
@click.option("--seconds", default=4, show_default=True, help="Durée de chaque mesure.")
@one_line
def bench_http(rounds: int, seconds: int) -> None:
    """Pages et réponses par seconde, contre une route Flask nue et un fichier servi par nginx.

    Il faut wrk (apt install wrk) ; nginx est mesuré aussi quand il est là.
    """
    from mooc.bench.http import run

    run(site_settings(), rounds, seconds)


@bench.command("python")
@click.option("--rounds", default=5, show_default=True, help="Nombre de tours.")
@click.option(
    "--exercise", default="aide-sociale", show_default=True, help="Un exercice, ou « all »."
)
@one_line
def bench_python(rounds: int, exercise: str) -> None:
    """Octets et secondes avant le premier résultat, par exercice : laboratoire, cellule, carnet.

    Le plancher est Pyodide nu, avec la même bibliothèque et le même calcul. Pilote un vrai Chromium
    (make setup-test l’installe).
    """
    from mooc.bench.python import run

    run(site_settings(), rounds, exercise)


@bench.command("grading")
@click.option("--rounds", default=5, show_default=True, help="Nombre de tours.")
@click.option("--exercise", default="all", show_default=True, help="Un exercice, ou « all ».")
@one_line
def bench_grading(rounds: int, exercise: str) -> None:
    """Remises jugées par seconde sur un cœur, contre le coût nu des mêmes mesures en numpy."""
    from mooc.bench.grading import run

    run(site_settings(), rounds, exercise)


@bench.command("check")
@click.option("--rounds", default=5, show_default=True, help="Nombre de tours.")
@click.option("--pages", default=1000, show_default=True, help="Nombre de pages.")
@one_line
def bench_check(rounds: int, pages: int) -> None:
    """Secondes pour relire tous les cours, et une page changée, contre markdown-it seul.

    Les pages sont celles du dépôt, tirées et renumérotées dans un dossier provisoire.
    """
    from mooc.bench.check import run

    run(site_settings(), rounds, pages)


@bench.command("author")
@click.option("--rounds", default=5, show_default=True, help="Nombre de tours.")
@one_line
def bench_author(rounds: int) -> None:
    """De l’enregistrement d’un fichier à la page qui le montre, dans l’atelier."""
    from mooc.bench.author import run

    run(site_settings(), rounds)


@bench.command("weight")
@one_line
def bench_weight() -> None:
    """Octets compressés de chaque sorte de page, images à part, contre 60 ko."""
    from mooc.bench.weight import run

    run(site_settings())
