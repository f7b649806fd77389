"""``mooc export`` and ``mooc import``. Messages are French: authors and mediators read them."""

from __future__ import annotations

import errno
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click

from mooc.exchange.error import ExchangeError
from mooc.exchange.sources.file import FORMATS
from mooc.settings import SettingsError, check_origin, load

# Nothing was written.
NOTHING = 2
WHY = {errno.ENOSPC: "le disque est plein", errno.EACCES: "vérifiez les droits"}


def one_line(command: Callable[..., Any]) -> Callable[..., Any]:
    """Say on one line why nothing was written, and leave with code 2."""

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> Any:
        try:
            return command(*args, **kwargs)
        except (ExchangeError, SettingsError) as error:
            message = str(error)
        except OSError as error:
            if error.errno == errno.EPIPE:
                raise
            why = WHY.get(error.errno or 0, error.strerror)
            message = f"Écriture impossible dans {error.filename or 'ce dossier'} : {why}."
        click.echo(f"Erreur : {message}", err=True)
        sys.exit(NOTHING)

    return run


def readers_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """What both exports ask: for whom, from what site, over what."""
    for option in (
        click.option("--force", is_flag=True, help="Remplace un export déjà là."),
        click.option("--drafts", is_flag=True, help="Avec les modules en préparation."),
        click.option("--site", default="", help="L’adresse du site, si ce n’est MOOC_SITE_ORIGIN."),
        click.option("--stade", default="", help="Ne garde que les passages de ce stade."),
        click.option("--metier", default="", help="Ne garde que les passages de ce métier."),
        click.option("--public", default="", help="Les passages de ce public ; sinon, du cours."),
    ):
        command = option(command)
    return command


@click.group()
def export() -> None:
    """Sort un cours du site : un dossier à ouvrir sans réseau, ou un PDF à imprimer."""


@export.command("html")
@click.argument("course")
@click.argument("dest", type=click.Path(path_type=Path))
@readers_options
@one_line
def export_html(course: str, dest: Path, force: bool, **asked: Any) -> None:
    """Écrit le cours COURSE dans le dossier DEST : du HTML simple, qui s’ouvre d’une clé USB.

    COURSE est le nom de son dossier dans courses/. Rien n’y est enregistré ni noté.
    """
    from mooc.exchange.folder import write_folder

    volume = _volume(course, **asked)
    written = write_folder(volume, dest, force)
    _warn(volume.errors)
    size = max(1, written.size // 1000)
    told = f"{_many(written.pages, 'page')}, {_many(written.images, 'image')}"
    click.echo(f"{dest} : {told}, {size} ko.")
    click.echo(f"Pour lire : ouvrez {dest / 'index.html'} dans un navigateur.")


@export.command("pdf")
@click.argument("course")
@click.argument("dest", type=click.Path(path_type=Path))
@click.option("--no-answers", is_flag=True, help="Sans les réponses à la fin.")
@readers_options
@one_line
def export_pdf(course: str, dest: Path, no_answers: bool, force: bool, **asked: Any) -> None:
    """Écrit le cours COURSE dans le fichier DEST : un PDF balisé (PDF/UA), à imprimer.

    Il faut WeasyPrint et Pango : « sh tools/setup.sh pdf » les installe.
    """
    from mooc.exchange.handout import write_pdf

    volume = _volume(course, **asked)
    size = write_pdf(volume, dest, answers=not no_answers, force=force)
    _warn(volume.errors)
    click.echo(f"{dest} : {_many(len(volume.pages), 'page')} du cours, {max(1, size // 1000)} ko.")


@click.command("import")
@click.argument("source", type=click.Path(path_type=Path))
@click.argument("dest", type=click.Path(path_type=Path))
@click.option(
    "--format", "form", type=click.Choice(FORMATS), default=None, help="Le format ; sinon, deviné."
)
@click.option("--force", is_flag=True, help="Remplace DEST s’il existe.")
@one_line
def import_page(source: Path, dest: Path, form: Any, force: bool) -> None:
    """Fait du fichier SOURCE (LiaScript, GIFT, XML de Moodle) la page DEST, en Markdown.

    Dit, ligne par ligne, ce qui n’a pas été repris, puis ce qu’il reste à corriger. Code de
    sortie : 0, tout est repris ; 1, la page est écrite, avec des manques ; 2, rien n’est écrit.
    """
    from mooc.exchange.sources.taking import take

    taken = take(source, dest, form, force)
    for loss in taken.losses:
        click.echo(f"{source}:{loss.line}: {loss}")
    for problem in taken.problems:
        click.echo(str(problem))
    click.echo(
        f"{dest} : {taken.questions} question(s) reprise(s) sur {taken.found} ; "
        f"{len(taken.losses)} manque(s) ; {len(taken.problems)} problème(s) à corriger.",
        err=True,
    )
    sys.exit(1 if taken.losses or taken.problems else 0)


def _volume(course: str, public: str, metier: str, stade: str, site: str, drafts: bool) -> Any:
    from mooc.exchange.volume import Readers, open_volume

    if site:
        check_origin("site", site)
    return open_volume(load(), course, Readers(public, metier, stade), site, drafts)


def _warn(errors: int) -> None:
    """A broken block leaves a notice in its page; its author is told where to look."""
    if errors:
        click.echo(
            f"Attention : {errors} erreur(s) dans ce cours (mooc check les montre).", err=True
        )


def _many(count: int, word: str) -> str:
    """``1 page``, ``2 pages``; French counts zero as one."""
    return f"{count} {word}{'s' if count > 1 else ''}"
