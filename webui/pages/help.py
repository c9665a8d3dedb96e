"""The help page: the registry of the query language as context of help.html."""

import re
from functools import cache

from indexer.search.query_reference import INTRODUCTION, SECTIONS, Form, Section, Table
from webui.pages.contexts import HelpContext
from webui.pages.help_parts import Example, HelpSection, HelpTable, Wording
from webui.search_state import SearchState


@cache
def help_context() -> HelpContext:
    """Context of the help page, which is the same for every archive."""
    return HelpContext(wordings(INTRODUCTION), tuple(map(_section, SECTIONS)))


def _section(section: Section) -> HelpSection:
    return HelpSection(
        title=section.title,
        anchor=re.sub("[^a-z]+", "-", section.title.lower()),
        examples=tuple(map(_example, section.forms)),
        table=_table(section.table) if section.table else None,
        paragraphs=tuple(map(wordings, section.paragraphs)),
    )


def _example(form: Form) -> Example:
    state = SearchState(text=form.typed, any_word=form.any_word)
    return Example(form.typed, form.any_word, wordings(form.finds), state)


def _table(table: Table) -> HelpTable:
    return HelpTable(table.columns, tuple(tuple(map(wordings, row)) for row in table.rows))


def wordings(text: str) -> tuple[Wording, ...]:
    """Text split at its backticks; every second piece stood between two of them."""
    pieces = enumerate(text.split("`"))
    return tuple(Wording(piece, typed=number % 2 == 1) for number, piece in pieces if piece)
