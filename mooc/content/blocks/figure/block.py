"""A picture with what it shows in words, who made it, and what may be done with it."""

from __future__ import annotations

from mooc.content.blocks.templates import fill, safe
from mooc.content.directive import Directive, DirectiveSpec, Option
from mooc.content.images import read_image
from mooc.content.options import TEXT
from mooc.content.passes.typography import french
from mooc.content.scope import Scope


def build(directive: Directive, scope: Scope) -> str | None:
    """HTML of the figure, or None when its image cannot be shown."""
    caption = scope.markdown(directive.body, directive.body_line) if directive.body else ""
    if scope.folder is None:
        scope.error(directive.line, "une figure se place dans la page d’un cours", "", "image")
        return None
    image, problem = read_image(scope.folder, directive.argument)
    if image is None:
        scope.error(directive.line, f"image : {problem}", "", "image")
        return None
    scope.files[image.name] = image
    return fill(
        "figure/block.html",
        src=f"/cours/{scope.course_slug}/fichiers/{image.name}?v={image.hash[:8]}",
        image=image,
        alt=french(directive.options["alt"]),
        credit=french(directive.options["credit"]),
        licence=directive.options["licence"],
        caption=safe(caption),
    )


DIRECTIVE = DirectiveSpec(
    name="figure",
    help="Image du dossier du cours, avec son texte de remplacement, son crédit et sa licence.",
    build=build,
    options={
        "alt": Option(TEXT, "Ce que l’image montre, pour qui ne la voit pas.", required=True),
        "credit": Option(TEXT, "Qui l’a faite.", required=True),
        "licence": Option(TEXT, "Sa licence, par exemple CC BY 4.0.", required=True),
    },
    argument="required",
    argument_help="images/nom.svg (ou .png, .jpg, .webp)",
    body="optional",
    body_help="La légende.",
    folder="figure",
)
