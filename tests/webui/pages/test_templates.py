"""Templates and what they are given: nothing is missing, nothing is given in vain."""

from dataclasses import fields, is_dataclass
from inspect import getmembers

import pytest
from jinja2 import meta, nodes

from webui.pages import view_models
from webui.pages.contexts import CONTEXTS

# What the contexts are made of: a template that shows a chip uses each field of a chip.
PARTS = [
    part
    for _, part in getmembers(view_models, is_dataclass)
    if part.__module__ == view_models.__name__
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
    for name in environment.list_templates(["html"]):
        parsed = tree(environment, name)
        assert "safe" not in {f.name for f in parsed.find_all(nodes.Filter)}
        assert not list(parsed.find_all(nodes.ScopedEvalContextModifier))
