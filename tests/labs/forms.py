"""A lab's form as a browser without JavaScript sees it: what it would send, and its buttons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tests.pages.checks import Element, parse

# A play's or a form's fields: name → values, in the order of the page.
Values = dict[str, list[str]]


@dataclass(frozen=True)
class Form:
    """One ``<form>`` of a page."""

    element: Element

    @property
    def action(self) -> str:
        return self.element.attrs.get("action", "")

    def values(self) -> Values:
        """What sending it as it stands would send, buttons left out."""
        found: Values = {}
        for control in self.element.all("input", "select", "textarea"):
            for value in _sent(control):
                found.setdefault(control.attrs.get("name", ""), []).append(value)
        found.pop("", None)
        return found

    def buttons(self) -> list[tuple[str, str]]:
        """Name and value of each button that has a name."""
        return [
            (b.attrs["name"], b.attrs.get("value", ""))
            for b in self.element.all("button")
            if b.attrs.get("name")
        ]

    def controls(self, name: str) -> list[Element]:
        return [
            e
            for e in self.element.all("input", "select", "textarea")
            if e.attrs.get("name") == name
        ]


def lab_form(html: str) -> Form:
    """The form of the page's lab."""
    section = next(e for e in parse(html).walk() if e.attrs.get("data-behaviour") == "lab")
    return Form(section.all("form")[0])


def keep_form(html: str) -> Form:
    """« Garder ma réponse », under the verdict of a framed lab."""
    forms = [e for e in parse(html).all("form") if "lab-keep" in e.attrs.get("class", "")]
    assert len(forms) == 1, "no way to keep the answer"
    return Form(forms[0])


def said(answer: Mapping[str, list[str]]) -> Values:
    """A play's fields as a form would send them: an empty list sends nothing."""
    return {name: [str(v) for v in values] for name, values in answer.items() if values}


def _sent(control: Element) -> list[str]:
    kind = control.attrs.get("type", "text") if control.tag == "input" else control.tag
    if "disabled" in control.attrs or kind in {"submit", "button", "range"}:
        return []
    if kind in {"radio", "checkbox"}:
        return [control.attrs.get("value", "on")] if "checked" in control.attrs else []
    if kind == "textarea":
        return [control.text]
    if kind == "select":
        options = control.all("option")
        chosen = [o for o in options if "selected" in o.attrs]
        if not chosen and "multiple" not in control.attrs:
            chosen = options[:1]
        return [option.attrs.get("value", option.text) for option in chosen]
    return [control.attrs.get("value", "")]
