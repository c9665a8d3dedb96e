"""Templates and what they are given: nothing is missing, nothing is given in vain."""

import ast
from dataclasses import fields, is_dataclass
from inspect import getmembers
from pathlib import Path

import pytest
from jinja2 import meta, nodes

import webui
from webui.pages import chart_models, help_parts, view_models
from webui.pages.browsing import browsing_parts
from webui.pages.contexts import CONTEXTS

# What the contexts are made of: a template that shows a chip uses each field of a chip.
PARTS = [
    part
    for module in (view_models, chart_models, help_parts, browsing_parts)
    for _, part in getmembers(module, is_dataclass)
    if part.__module__ == module.__name__
]


@pytest.fixture(scope="module")
def environment(client_of):
    return client_of().application.jinja_env


def tree(environment, name):
    source, *_ = environment.loader.get_source(environment, name)
    return environment.parse(source)


def names_used(environment, name):
    """The names that a template, and what it extends, want to be given."""
    parsed = tree(environment, name)
    used = set(meta.find_undeclared_variables(parsed))
    for imports in parsed.find_all(nodes.FromImport):
        used -= set(imports.names)
    for extends in parsed.find_all(nodes.Extends):
        used |= names_used(environment, extends.template.value)
    return used - environment.globals.keys()


@pytest.mark.parametrize("context", CONTEXTS)
def test_a_template_uses_exactly_the_fields_of_its_context(environment, context):
    given = {field.name for field in fields(context)}
    assert names_used(environment, context.template) == given


@pytest.mark.parametrize("part", PARTS)
def test_every_field_of_a_part_is_used_by_a_template(environment, part):
    used = {
        node.attr
        for name in environment.list_templates(["html"])
        for node in tree(environment, name).find_all(nodes.Getattr)
    }
    assert {field.name for field in fields(part)} <= used


def test_every_template_that_is_a_page_has_a_context(environment):
    pages = {
        name
        for name in environment.list_templates(["html"])
        if list(tree(environment, name).find_all(nodes.Extends))
    }
    assert pages == {context.template for context in CONTEXTS}


def test_no_template_marks_text_as_safe(environment):
    names = environment.list_templates(["html"])
    assert len(names) > len(CONTEXTS)
    for name in names:
        parsed = tree(environment, name)
        assert "safe" not in {f.name for f in parsed.find_all(nodes.Filter)}
        assert not list(parsed.find_all(nodes.ScopedEvalContextModifier))


def markup_made_by_hand(source):
    """Whatever of a Python file escapes text or calls it HTML, which is the templates' matter."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Import(names):
                modules = [alias.name for alias in names]
            case ast.ImportFrom(module):
                modules = [module]
            case ast.Attribute(attr="Markup" | "__html__") | ast.Name("Markup"):
                yield ast.unparse(node)
                continue
            case ast.FunctionDef("__html__"):
                yield node.name
                continue
            case _:
                continue
        yield from (each for each in modules if each in {"html", "markupsafe"})


@pytest.mark.parametrize("file", sorted(Path(*webui.__path__).rglob("*.py")), ids=lambda f: f.name)
def test_no_python_of_the_pages_escapes_text_or_calls_it_html(file):
    assert list(markup_made_by_hand(file.read_text("utf-8"))) == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("from html import escape", ["html"]),
        ("import html\nhtml.escape(text)", ["html"]),
        ("from markupsafe import Markup\nMarkup(text)", ["markupsafe", "Markup"]),
        ("import jinja2.utils\njinja2.utils.Markup(text)", ["jinja2.utils.Markup"]),
        ("class Text(str):\n def __html__(self): return self", ["__html__"]),
        ("from html.parser import HTMLParser", []),
    ],
)
def test_what_escapes_text_by_hand_is_seen(source, found):
    assert list(markup_made_by_hand(source)) == found
