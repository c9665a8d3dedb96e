"""Write the reference pages from the code they describe, or check that they still agree.

`python docs/generate.py` writes commands.md, formats.md, languages.md, query.md and settings.md
beside it; with --check it writes nothing, names the pages that have drifted and exits with 1.
"""

import sys
from dataclasses import MISSING, Field, fields
from pathlib import Path
from textwrap import fill
from typing import Any

import click

from archive.facts.language_tags import language_name
from archive.formats import formats
from archive.formats.tabular.column_mapping import FIELDS
from archive.settings import PREFIX, Settings, description
from indexer.analysis.languages import LANGUAGES, UNDETERMINED, Language
from indexer.analysis.word_forms.light_stemmers import LIGHT_STEMMERS
from indexer.search.query_reference import INTRODUCTION, SECTIONS, Section, Table
from webui.cli.commands import backfile

# What is said of the rules of `indexer.analysis.word_forms.spelling`, by language.
SPELLING = {
    "ar": "alef, hamza, yeh and teh marbuta in each way; vowel signs; و and ف before the article",
    "ca": "articles before an apostrophe (*l’Aquila* by *Aquila*)",
    "da": "aa as å, oe as ø",
    "de": "ß as ss; ae, oe, ue as ä, ö, ü",
    "fa": "ی and ک as Arabic has them; parts behind a joiner by themselves and together",
    "fr": "articles before an apostrophe (*l’école* by *école*)",
    "he": "one-letter words and the article before a word, where the table has it; points",
    "hi": "nukta; nasals as anusvara",
    "it": "articles before an apostrophe (*dell’arte* by *arte*)",
    "nb": "aa as å, oe as ø",
    "tr": "endings behind an apostrophe (*Isparta’da* by *Isparta*)",
    "ur": "letters as Arabic has them",
}
PAIRS = "none: cut into pairs of characters, so that any piece is found"
UNSPACED = (
    "traditional and simplified ideographs and their old forms; kana of every width, long "
    "vowels at the end, ヴ; the order of Thai, Lao and Khmer signs"
)

HERE = Path(__file__).resolve().parent
NOTE = "<!-- Written by docs/generate.py: change the code it describes, then run `make docs`. -->"

COMPLETION = """\
Commands, options and their values are completed by the Tab key once the shell is told so:

| shell | line to add | file |
|---|---|---|
| bash 4.4 or newer | `eval "$(_BACKFILE_COMPLETE=bash_source backfile)"` | `~/.bashrc` |
| zsh | `eval "$(_BACKFILE_COMPLETE=zsh_source backfile)"` | `~/.zshrc` |
| fish | `_BACKFILE_COMPLETE=fish_source backfile \\| source` | `~/.config/fish/config.fish` |"""


def commands_page() -> str:
    """Every command with its help, as the terminal shows it."""
    parts = [NOTE, "# Commands", _help(backfile, "backfile", None), COMPLETION]
    group = click.Context(backfile, info_name="backfile")
    for name in backfile.list_commands(group):
        command = backfile.get_command(group, name)
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
        f"| `{PREFIX}{each.name.upper()}` | {_default(each)} | {description(each.name)} |"
        for each in fields(Settings)
    ]
    page = "\n".join(
        [NOTE, "", "# Settings", "", "| variable | default | what it is |", "|---|---|---|", *rows]
    )
    return page + "\n"


def _default(setting: Field[Any]) -> str:
    is_made = setting.default is MISSING
    return "the platform's data folder" if is_made else f"`{setting.default}`"


def query_page() -> str:
    """The query language, as the help page of an archive has it."""
    parts = [NOTE, "# Searching", _wrapped(INTRODUCTION)]
    for section in SECTIONS:
        parts.append(f"## {section.title}")
        parts += [_table(table) for table in (_examples(section), section.table) if table]
        parts += map(_wrapped, section.paragraphs)
    return "\n\n".join(parts) + "\n"


def _wrapped(paragraph: str) -> str:
    return fill(paragraph, 98, break_long_words=False, break_on_hyphens=False)


def _examples(section: Section) -> Table | None:
    rows = tuple(
        (f"`{form.typed}`{', any word' if form.any_word else ''}", form.finds)
        for form in section.forms
    )
    return Table(("what you type", "what it finds"), rows) if rows else None


def _table(table: Table) -> str:
    head, *rows = ("| " + " | ".join(row) + " |" for row in (table.columns, *table.rows))
    return "\n".join((head, "|---" * len(table.columns) + "|", *rows))


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
one that `--map field=column` names; dots lead into JSON objects. `--set field=value` gives a field
one value in all articles of any format, in place of what the files say of it. A map is kept under
a name by `--save-map NAME`, in `maps/NAME.toml` of the home, and used again by `--map-file NAME`,
or by the path of a file like it:

```toml
[map]
headline = "title"
region = "meta.places"

[set]
source = "Reuters"
```

| field | columns |
|---|---|
{columns}
"""


def languages_page() -> str:
    """How the words of each language are found."""
    rows = "\n".join(
        f"| {language_name(each.code)} | `{each.code}` | {_stemming(each)} "
        f"| {SPELLING.get(each.code, '')} |"
        for each in LANGUAGES.values()
        if each.code != UNDETERMINED
    )
    return f"""{NOTE}

# Languages

The words of an article are found in all the forms of its language: the one that it states, else the
one that its text is told to be in. A query does not say its language: it is read in each language
of the archive, and the forms of one never find the words of another. `lang:de`, or a language
ticked, narrows a list to one. A word in other letters than its article's, as *Google* in Russian,
is taken for one of the commonest language in these letters.

- *Stems*: a word is reduced to its stem by [Snowball](https://snowballstem.org)'s algorithm or by
  a light stemmer that takes endings off. A table corrects this for forms in use, by dictionaries:
  it joins *ging* and *gehen*, and parts *Wunde* and *Wunder*.
- *Spelling*: what the language writes in two ways, or together with a word.

| language | tag | stems | spelling |
|---|---|---|---|
{rows}
| Chinese, Japanese, Korean, Thai, Lao, Khmer, Burmese | | {PAIRS} | {UNSPACED} |
| Tibetan | `bo` | none: cut into syllables | |
| all others | | none | |

In all languages, small letters find capitals, letters without marks find letters with them, and
digits of every script are one; joiners and other characters that are not seen are nothing, and
apostrophes and hyphens of every kind the same. й and ї are letters of their own.

Not done: parts of compounds (*Schiff* in *Dampfschiff* is found by `*schiff`), Korean words typed
with a particle, Burmese in the encoding of Zawgyi, irregular forms of English (*child*,
*children*), and words of English that its stemmer joins (*universe*, *university*).
"""


def _stemming(language: Language) -> str:
    kinds = [] if language.stemmer is None else [f"{_kind(language.stemmer)}, {language.stemmer}"]
    return " and ".join([*kinds, *(["a table of forms"] if language.table else [])])


def _kind(stemmer: str) -> str:
    return "light" if stemmer in LIGHT_STEMMERS else "Snowball"


def _first_sentence(each: object) -> str:
    return (each.__doc__ or "").partition("\n")[0].partition(". ")[0].rstrip(".")


PAGES = {
    "commands.md": commands_page,
    "formats.md": formats_page,
    "languages.md": languages_page,
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
