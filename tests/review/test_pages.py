"""Each template shows exactly what its dataclass holds, and takes every address from ``Urls``."""

from __future__ import annotations

import dataclasses
import inspect
import re

import pytest
from jinja2 import nodes

from extractor.review import pages
from extractor.review.rendering import TEMPLATES, environment

PAGES = [
    kind
    for _, kind in inspect.getmembers(pages, inspect.isclass)
    if dataclasses.is_dataclass(kind) and hasattr(kind, "template")
]


def parsed(name: str) -> nodes.Template:
    return environment().parse((TEMPLATES / name).read_text(encoding="utf-8"))


def attributes_of(tree: nodes.Node, variable: str) -> set[str]:
    """Names of the attributes that a template takes from a variable."""
    taken = {node.attr for node in tree.find_all(nodes.Getattr) if is_name(node.node, variable)}
    for call in tree.find_all(nodes.Call):
        for place, argument in enumerate(call.args):
            if is_name(argument, variable) and isinstance(call.node, nodes.Getattr):
                macro = macros()[call.node.attr]
                taken |= attributes_of(macro, macro.args[place].name)
    return taken


def is_name(node: nodes.Node, variable: str) -> bool:
    return isinstance(node, nodes.Name) and node.name == variable


def macros() -> dict[str, nodes.Macro]:
    return {macro.name: macro for macro in parsed("parts.html").find_all(nodes.Macro)}


def test_every_template_has_one_page_and_every_page_one_template():
    used = sorted(kind.template for kind in PAGES)
    assert used == sorted({path.name for path in TEMPLATES.iterdir()} - {"base.html", "parts.html"})


@pytest.mark.parametrize("kind", PAGES, ids=lambda kind: kind.__name__)
def test_a_template_uses_every_field_of_its_page_and_no_other(kind):
    fields = {field.name for field in dataclasses.fields(kind)}
    assert attributes_of(parsed(kind.template), "page") | {"shell"} == fields


def test_the_frame_uses_only_what_every_page_has():
    assert attributes_of(parsed("base.html"), "page") == {"shell"}


@pytest.mark.parametrize("kind", PAGES, ids=lambda kind: kind.__name__)
def test_pages_are_frozen_and_slotted(kind):
    assert kind.__dataclass_params__.frozen and "__slots__" in vars(kind)


@pytest.mark.parametrize("path", sorted(TEMPLATES.iterdir()), ids=lambda path: path.name)
def test_no_address_style_or_script_is_written_into_a_template(path):
    html = path.read_text(encoding="utf-8")
    assert not re.findall(r'(?:href|src|action)="(?!\{\{|#|")[^"]*"', html)
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", html)
    assert all(re.search(r"\ssrc=", tag) for tag in re.findall(r"<script[^>]*>", html))


@pytest.mark.parametrize("path", sorted(TEMPLATES.iterdir()), ids=lambda path: path.name)
def test_every_form_that_writes_carries_the_token(path):
    html = path.read_text(encoding="utf-8")
    for form in re.findall(r'<form[^>]*method="post".*?</form>', html, re.DOTALL):
        assert 'name="csrf"' in form or "hidden(page.shell, " in form or "urls.login" in form
