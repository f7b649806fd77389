"""The command ``mooc``. Messages are French: operators and authors read them."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from mooc import __version__
from mooc.bench.commands import bench
from mooc.command import one_line, site_settings
from mooc.exchange.commands import export, import_page
from mooc.grading.exercise import THEMES

FOR_WHOM = click.option(
    "--audience",
    prompt="Public",
    default="tous-publics",
    show_default=True,
    help="Un public de courses/audiences.toml.",
)
DAY = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]
EPILOG = """\b
Pour commencer :
  make run                 installe tout et ouvre le site sur http://sudia.localhost:8000
  mooc check               relit tous les cours et dit ce qui ne va pas, fichier et ligne
  mooc backup sauve.tar.gz sauvegarde, même pendant que le site tourne

Les réglages sont des variables MOOC_… ; docs/exploitation.md les décrit."""


@click.group(epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="mooc")
def main() -> None:
    """Le MOOC Sud IA : servir le site, vérifier les cours, garder les données."""


main.add_command(export)
main.add_command(import_page)
main.add_command(bench)


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Adresse écoutée.")
@click.option("--workers", default=1, show_default=True, help="Nombre de processus.")
@click.option("--threads", default=8, show_default=True, help="Fils par processus.")
@click.option("--author", is_flag=True, help="Ouvre l’atelier des auteurs.")
@one_line
def serve(host: str, workers: int, threads: int, author: bool) -> None:
    """Sert le site et les carnets. PORT change le port (8000).

    La base est mise à jour d’abord. Ctrl-C arrête proprement.
    """
    from mooc.serve import run

    if author:
        # Each open page of the workshop holds a thread while it listens to the files.
        run(site_settings(author_mode=True), host, 1, max(threads, 32))
    else:
        run(site_settings(), host, workers, threads)


@main.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    help="Texte, ou JSON pour un autre outil.",
)
@one_line
def check(paths: tuple[Path, ...], form: str) -> None:
    """Relit les cours et les exercices, et dit tout ce qui ne va pas.

    Chaque ligne : chemin:ligne: message (conseil). Code de sortie 1 s’il y a une erreur.
    Avec des CHEMINS, ne montre que les problèmes des fichiers nommés.
    """
    # On models this small the threads of BLAS wait for each other: six times slower.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from mooc.check import check_all

    problems = check_all(site_settings(), paths)
    errors = sum(p.severity == "error" for p in problems)
    if form == "json":
        from dataclasses import asdict

        click.echo(json.dumps([asdict(p) for p in problems], ensure_ascii=False, indent=2))
    else:
        for problem in problems:
            click.echo(str(problem))
        warnings = len(problems) - errors
        click.echo(f"{errors} erreur(s), {warnings} avertissement(s).", err=True)
    sys.exit(1 if errors else 0)


@main.group()
def new() -> None:
    """Fabrique un cours, une page ou un exercice, qui passent « mooc check » aussitôt."""


@new.command("exercise")
@click.option("--title", prompt="Titre de l’exercice", help="Le titre, comme on le lira.")
@click.option("--summary", prompt="En une phrase, ce que l’on y fait", help="Une phrase.")
@click.option("--theme", prompt="Thème", type=click.Choice(sorted(THEMES)), help="Le thème.")
@FOR_WHOM
@click.option("--author", prompt="Auteur ou autrice", help="Qui l’écrit.")
@click.option("--slug", default="", help="Le nom du dossier ; sinon, tiré du titre.")
@one_line
def new_exercise(
    title: str, summary: str, theme: str, audience: str, author: str, slug: str
) -> None:
    """Pose quelques questions et écrit un exercice complet, à modifier : un laboratoire sans code.

    docs/auteurs/laboratoires.md en raconte les dix premières minutes.
    """
    from mooc.check import check_all
    from mooc.new import CannotMake, Wanted
    from mooc.new import new_exercise as make

    settings = site_settings()
    try:
        wanted = Wanted(title, summary, theme, audience, author, slug)
        folder = make(settings.exercises_dir, wanted)
    except CannotMake as error:
        raise click.ClickException(str(error)) from error
    for problem in check_all(settings, [folder]):
        click.echo(str(problem))
    click.echo(
        f"Exercice écrit dans {folder}. Pour le voir : make run, puis /exercices/{folder.name}/"
    )


@new.command("course")
@click.option("--title", prompt="Titre du cours", help="Le titre, comme on le lira.")
@click.option("--summary", prompt="En une phrase, à quoi il sert", help="Une phrase.")
@FOR_WHOM
@click.option("--author", prompt="Auteur ou autrice", help="Qui l’écrit.")
@click.option("--page", prompt="Titre de la première page", help="Le titre de la première page.")
@click.option("--slug", default="", help="Le nom du dossier ; sinon, tiré du titre.")
@one_line
def new_course(title: str, summary: str, audience: str, author: str, page: str, slug: str) -> None:
    """Pose quelques questions et écrit un cours complet, à modifier : un module, une page.

    Il est en brouillon : on le voit avec « mooc serve --author ».
    """
    from mooc.new.pages import WantedCourse, WantedPage
    from mooc.new.pages import new_course as make

    wanted = WantedCourse(title, summary, audience, author, WantedPage(page, summary), slug)
    folder = _made(lambda root, library, today: make(root, wanted, library, today))
    click.echo(f"Cours écrit dans {folder}. Pour le voir : mooc serve --author, puis /cours/")


@new.command("page")
@click.argument("course")
@click.option("--title", prompt="Titre de la page", help="Le titre, comme on le lira.")
@click.option("--summary", prompt="En une phrase, ce que l’on y apprend", help="Une phrase.")
@click.option("--slug", default="", help="La fin de son adresse ; sinon, tirée du titre.")
@click.option("--module", default="", help="L’id du module ; sinon, le dernier qui a des pages.")
@one_line
def new_page(course: str, title: str, summary: str, slug: str, module: str) -> None:
    """Ajoute une page complète, à modifier, au cours du dossier COURSE, et à course.toml."""
    from mooc.new.pages import WantedPage
    from mooc.new.pages import new_page as make

    wanted = WantedPage(title, summary, slug, module)
    path = _made(lambda root, library, today: make(root, course, wanted, library, today))
    click.echo(f"Page écrite dans {path}. Pour la voir : mooc serve --author.")


def _made(make: Callable[[Path, Any, date], Path]) -> Path:
    """Write text among the courses, then say what ``mooc check`` finds in it."""
    from mooc.check import check_all
    from mooc.content import load_courses
    from mooc.grading import DIRECTIVES
    from mooc.new import CannotMake

    settings = site_settings()
    library = load_courses(settings.courses_dir, DIRECTIVES)
    try:
        path = make(settings.courses_dir, library, date.today())
    except CannotMake as error:
        raise click.ClickException(str(error)) from error
    for problem in check_all(settings, [path]):
        click.echo(str(problem))
    return path


@main.group()
def challenge() -> None:
    """Les défis : leurs données cachées, hors du dépôt."""


@challenge.command("prepare")
@click.argument("slug")
@click.option(
    "--opens", help="L’ouverture, par exemple 2027-01-11T08:00.", type=click.DateTime(DAY)
)
@click.option("--closes", help="La clôture, de même.", type=click.DateTime(DAY))
@one_line
def challenge_prepare(slug: str, opens: datetime | None, closes: datetime | None) -> None:
    """Tire les données cachées du défi SLUG dans MOOC_CHALLENGES_DIR, une seule fois.

    Sans dates, celles de challenges/SLUG/challenge.toml valent. Elles sont dans le fuseau du défi.
    """
    from mooc.challenges.private import PrivateError, prepare
    from mooc.challenges.private import known as find

    settings = site_settings()
    dates = {k: v for k, v in (("opens", opens), ("closes", closes)) if v is not None}
    try:
        place = prepare(settings.challenges_dir, *find(settings, slug), dates)
    except PrivateError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"Données cachées écrites dans {place}. Gardez-en une copie à l’abri.")


@main.group()
def lite() -> None:
    """Les fichiers de Python dans le navigateur."""


@lite.command("build")
@one_line
def lite_build() -> None:
    """Prépare Pyodide et JupyterLite dans build/, fichiers vérifiés par empreinte.

    Ne refait que ce qui a changé. MOOC_PYODIDE_FILES nomme un dossier ou une archive où prendre
    les fichiers quand le réseau n’y donne pas accès.
    """
    from mooc.lite.build import BuildError, build

    try:
        build(site_settings(), report=click.echo)
    except BuildError as error:
        raise click.ClickException(str(error)) from error


@main.group()
def db() -> None:
    """La base de données."""


@db.command("upgrade")
@one_line
def db_upgrade() -> None:
    """Crée la base, ou la met à jour. Sans effet si elle l’est déjà."""
    from mooc.schema import upgrade

    click.echo(f"Base à jour (version {upgrade(site_settings())}).")


@main.group()
def progress() -> None:
    """La progression des personnes."""


@progress.command("rebuild")
@one_line
def progress_rebuild() -> None:
    """Recalcule la progression à partir des événements, en une transaction."""
    from mooc.db import make_engine, transaction
    from mooc.progress.record import rebuild

    with transaction(make_engine(site_settings())) as session:
        click.echo(f"{rebuild(session)} événement(s) relus.")


@main.command()
@click.argument("archive", type=click.Path(path_type=Path, dir_okay=False))
@one_line
def backup(archive: Path) -> None:
    """Sauvegarde la base et les secrets dans ARCHIVE (.tar.gz), même en service.

    L’archive contient des secrets et des données personnelles : gardez-la à l’abri.
    """
    from mooc.backup import BackupError
    from mooc.backup import backup as make

    try:
        make(site_settings(), archive)
    except BackupError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"Sauvegarde faite : {archive}")


@main.command()
@click.argument("archive", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--yes", is_flag=True, help="Remplace les données sans demander.")
@one_line
def restore(archive: Path, yes: bool) -> None:
    """Remet les données de ARCHIVE à la place de celles d’aujourd’hui."""
    from mooc.backup import BackupError, check_archive
    from mooc.backup import restore as put_back

    settings = site_settings()
    try:
        check_archive(settings, archive)
        question = "Les données actuelles seront remplacées. Tapez « oui » pour continuer"
        if not yes and click.prompt(question, default="non").strip().lower() != "oui":
            raise click.ClickException("Rien n’a été remplacé.")
        put_back(settings, archive)
    except BackupError as error:
        raise click.ClickException(str(error)) from error
    click.echo("Données remises. Le site peut continuer à tourner.")


@main.command()
@one_line
def purge() -> None:
    """Efface ce qui a dépassé sa durée de conservation (à lancer chaque nuit)."""
    from mooc.about.reports import forget_old
    from mooc.db import make_engine, transaction, utcnow
    from mooc.me.retention import purge as run

    for what, count in run(site_settings()).items():
        click.echo(f"{what} : {count}")
    with transaction(make_engine(site_settings())) as session:
        click.echo(f"signalements : {forget_old(session, utcnow())}")


@main.command()
@click.option("--limit", default=50, show_default=True, help="Nombre de signalements montrés.")
@one_line
def signalements(limit: int) -> None:
    """Montre ce que les visiteurs ont signalé, du plus récent au plus ancien."""
    from mooc.about.reading import report_lines
    from mooc.db import make_engine, transaction

    with transaction(make_engine(site_settings())) as session:
        for text in report_lines(session, limit):
            click.echo(text)
