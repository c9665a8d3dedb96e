"""Write the reference pages from the code they describe, or check that they still agree.

`python docs/generate.py` writes commands.md, formats.md, query.md and settings.md beside it; with
--check it writes nothing, names the pages that have drifted and exits with 1.
"""

import sys
from pathlib import Path

import click

from archive.readers import formats
from archive.readers.tables.mapped import FIELDS
from archive.settings import Settings
from indexer.fields import (
    AFTER_FIELD,
    AFTER_HELP,
    BEFORE_FIELD,
    BEFORE_HELP,
    CLUSTER_FIELD,
    CLUSTER_HELP,
    DATE_FIELD,
    DATE_HELP,
    FACETS,
    TEXT_FIELDS,
    WORDS_FIELD,
    WORDS_HELP,
)
from webui.cli import backfile

HERE = Path(__file__).resolve().parent
NOTE = "<!-- Written by docs/generate.py: change the code it describes, then run `make docs`. -->"


def commands_page() -> str:
    """Every command with its help, as the terminal shows it."""
    parts = [NOTE, "# Commands", _help(backfile, "backfile", None)]
    group = click.Context(backfile, info_name="backfile")
    for name in sorted(backfile.commands):
        command = backfile.commands[name]
        parts += [f"## backfile {name}", _help(command, name, group)]
        if isinstance(command, click.Group):
            inner = click.Context(command, info_name=name, parent=group)
            for part in sorted(command.commands):
                parts += [f"### backfile {name} {part}", _help(command.commands[part], part, inner)]
    return "\n\n".join(parts) + "\n"


def _help(command: click.Command, name: str, parent: click.Context | None) -> str:
    context = click.Context(command, info_name=name, parent=parent, terminal_width=88)
    return f"```text\n{command.get_help(context)}\n```"


def settings_page() -> str:
    """Every setting with its variable, default and meaning."""
    rows = [
        f"| `BACKFILE_{name.upper()}` | {_default(name)} | {field.description} |"
        for name, field in Settings.model_fields.items()
    ]
    page = "\n".join(
        [NOTE, "", "# Settings", "", "| variable | default | what it is |", "|---|---|---|", *rows]
    )
    return page + "\n"


def _default(name: str) -> str:
    field = Settings.model_fields[name]
    return "the platform's data folder" if field.default_factory else f"`{field.default}`"


def query_page() -> str:
    """The query language: its forms, fields and facets."""
    forms = "\n".join(f"| `{form}` | {meaning} |" for form, meaning in QUERY_FORMS)
    fields = "\n".join(
        f"| `{field.name}:` | {', '.join(f'`{alias}:`' for alias in field.aliases)} | {field.help} "
        f"| {'yes' if field.default else ''} |"
        for field in TEXT_FIELDS
    )
    facets = "\n".join(
        f"| `{facet.name}` | {facet.label} | {'a tree of paths' if facet.tree else 'flat'} |"
        for facet in FACETS
    )
    days = ", ".join(f"`{form}`" for form in DATE_WORDS)
    return f"""{NOTE}

# Searching

Words are looked for in the fields marked "by default", stemmed, without regard to case or
accents. Nothing that can be typed is an error: what cannot be taken as it stands is told beside
the results.

| what you type | what it finds |
|---|---|
{forms}

Stars, question marks and tildes are for single words of scripts that have spaces between words,
and look at words as they are written and as they are stemmed. A question mark at the end of a
word is punctuation. One letter can be another in words of three letters or more, two in words of
five or more; also the first.

What is to stand near each other stands in one field and in one paragraph, at most 100 words
apart. `NEAR` and `W` bind closer than a minus: `-crews NEAR/5 strike` denies that they are
near. `a NEAR/5 b NEAR/5 c` wants a near b, and b near c. In scripts without spaces, and in Korean,
every character counts as a word.

## Fields

| field | also | what it searches | by default |
|---|---|---|---|
{fields}
| `{DATE_FIELD}:` | | {DATE_HELP} | |
| `{BEFORE_FIELD}:` | | {BEFORE_HELP} | |
| `{AFTER_FIELD}:` | | {AFTER_HELP} | |
| `{WORDS_FIELD}:` | | {WORDS_HELP} | |
| `{CLUSTER_FIELD}:` | | {CLUSTER_HELP} | |

An article whose date is known to the month or year only is found where all that its date may
mean lies in the range: one of “2019” is `after:2018` and `date:<2020`, but not `after:2019-01`.
`date:<2019-06` is the same as `before:2019-06`, and `date:>2019-06` as `after:2019-06`; with an
equals sign the month itself belongs to it.

Wherever a date can stand, there can be {days}. Weeks go from Monday to Sunday.

## Near-duplicates

Of articles that say the same, as wire copy does under several headlines, the list has only the
earliest that is found, with "and 4 more" below it, which leads to all of them. Whatever is
counted counts them once. `duplicates:show` anywhere in the query lists and counts every article
by itself; `duplicates:hide` is what happens without it.

## Facets

Any of the values ticked in one facet, all of the facets together; `not` leaves a value out. The
count beside a value says how long the list would be with that value ticked alone in its facet.

| facet | shown as | values |
|---|---|---|
{facets}
"""


def formats_page() -> str:
    """The formats that articles are read from, and the columns that tables can have."""
    rows = "\n".join(
        f"| {_first_sentence(each)} | {', '.join(f'`{suffix}`' for suffix in each.suffixes)} "
        f"| `{each.media_types[0]}` |"
        for each in formats()
    )
    columns = "\n".join(
        f"| `{names[0]}` | {', '.join(f'`{name}`' for name in names[1:])} |" for names in FIELDS
    )
    return f"""{NOTE}

# Formats

`backfile add` takes these, each also gzipped. A file is known by the end of its name, and where
that says too little, by how it begins. `backfile inspect` shows what would be stored of any file,
and where each value came from. What is none of these, or is damaged, goes to quarantine with its
reason: `backfile quarantine list` shows it, `backfile quarantine retry` tries it again.

| what is read | files | media type |
|---|---|---|
{rows}

# Columns of tables

In JSON Lines and CSV, a field is taken from the column of its name or one of these, or from the
one that `--map field=column` names; dots lead into JSON objects.

| field | columns |
|---|---|
{columns}
"""


def _first_sentence(each: object) -> str:
    return (each.__doc__ or "").partition("\n")[0].partition(". ")[0].rstrip(".")


# Each is executed by tests/indexer/test_query_page.py on the demo archive.
QUERY_FORMS = (
    ("ferry crews", "both words, anywhere in the article"),
    ('"ferry crews"', "the words next to each other, in this order"),
    ('"crews strike"~5', "the words in any order, with at most five others among them"),
    ("crews NEAR/5 strike", "the second at most the fifth word after or before the first"),
    ("strike W/5 crews", "the same in this order"),
    ('(strike OR row) NEAR/9 "ferry crews"', "groups with OR, and phrases"),
    ("ATLEAST3(ferry)", "the word or phrase three times or more, in all fields together"),
    ("words:>200", "a body of more than 200 words; also `<`, `>=`, `<=` and `words:200..400`"),
    ("ferry OR lobster", "either word"),
    ("ferry -lobster", "the first word and not the second; `NOT` means the same"),
    ("(ferry OR lobster) harbour", "parentheses group"),
    ("ferr*", "words that begin so"),
    ("h*bour", "a star within a word or before it: any letters, also none"),
    ("*bster", "words that end so"),
    ("f?rry", "one letter or digit for each question mark"),
    ("lobstar~", "also words that differ in one letter: put in, left out or another"),
    ("lbstar~2", "in two; a letter that has changed places with the next counts as two"),
    ("headline:ferry", "a word in one field; see the fields below"),
    ("headline:(ferry OR lobster)", "several in one field"),
    ('region:"South Hamgyong"', "a place, at any level"),
    ("byline:aldane", "a credited name, in any role"),
    ("translator:roh", "a name in one role"),
    ("date:2019", "dated in that year"),
    ("date:2019-06", "in that month"),
    ("date:2018..2020-06", "from the start of 2018 to the end of June 2020"),
    ("date:2018..", "from 2018 on"),
    ("date:>=2019-06-04", "on that day or later; also `>`, `<` and `<=`"),
    ("before:2019-06", "until the end of May 2019"),
    ("after:2018", "from the start of 2019 on"),
    ("date:<this-month", "before the month that it is today"),
    ("-byline:*", "no byline; `byline:*` has one, and so for every field"),
    ("-date:*", "undated; `date:*` is dated"),
    ("ferry duplicates:show", "every article by itself, also those that say the same"),
)

# Days that are counted from today; the same test reads them.
DATE_WORDS = (
    "today",
    "yesterday",
    "this-week",
    "last-week",
    "this-month",
    "last-month",
    "this-year",
    "last-year",
)

PAGES = {
    "commands.md": commands_page,
    "formats.md": formats_page,
    "query.md": query_page,
    "settings.md": settings_page,
}


def main() -> None:
    """Write the pages, or with --check compare them."""
    drifted = [
        name
        for name, page in PAGES.items()
        if not (HERE / name).exists() or (HERE / name).read_text("utf-8") != page()
    ]
    if "--check" in sys.argv[1:]:
        if drifted:
            sys.exit(f"docs: {', '.join(drifted)} no longer agrees with the code: run 'make docs'")
        return
    for name in drifted:
        (HERE / name).write_text(PAGES[name](), "utf-8")


if __name__ == "__main__":
    main()
