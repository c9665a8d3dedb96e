"""Query language reference: the one source of the help page and of docs/query.md.

Backticks in its texts mark input as it is typed.
"""

from dataclasses import dataclass

from indexer.analysis.analyzer import PARAGRAPH_GAP
from indexer.query.parser import MAX_CHARACTERS, MAX_CLAUSES
from indexer.schema.date_order import FRESH_HALF_LIFE_DAYS
from indexer.schema.fields import (
    AFTER_FIELD,
    AFTER_HELP,
    BEFORE_FIELD,
    BEFORE_HELP,
    CLUSTER_FIELD,
    CLUSTER_HELP,
    DATE_FIELD,
    DATE_HELP,
    DUPLICATES_FIELD,
    FACETS,
    LEAD_WORDS,
    LIKE_FIELD,
    LIKE_HELP,
    RECEIVED_FIELD,
    RECEIVED_HELP,
    TEXT_FIELDS,
    WORDS_FIELD,
    WORDS_HELP,
    YEAR_FIELD,
    YEAR_HELP,
)
from indexer.search.service import TIME_LIMIT_S


@dataclass(frozen=True, slots=True)
class Form:
    """Example query, and in words what it finds; parsed with `any_word` where that is set."""

    typed: str
    finds: str
    any_word: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Table: every row has one cell for each column, in their order."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Section of the reference: example forms, an optional table, and explanatory prose.

    Blank lines separate the paragraphs of `prose`; "" means none.
    """

    title: str
    forms: tuple[Form, ...] = ()
    table: Table | None = None
    prose: str = ""

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """Paragraphs of the prose, in order."""
        return tuple(self.prose.split("\n\n")) if self.prose else ()


# Relative dates; tests/indexer/search/test_query_reference.py reads them.
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

INTRODUCTION = """\
Words are looked for in the fields marked “by default” below, in any of their forms,
without regard to case or accents. Nothing that can be typed is an error: what cannot be taken as
it stands is told beside the results."""
_DAYS = ", ".join(f"`{words}`" for words in DATE_WORDS)

_FIELDS = Table(
    ("field", "also", "what it searches", "by default"),
    (
        *(
            (
                f"`{field.name}:`",
                ", ".join(f"`{alias}:`" for alias in field.aliases),
                field.help,
                "yes" if field.default else "",
            )
            for field in TEXT_FIELDS
        ),
        *(
            (f"`{name}:`", "", help_text, "")
            for name, help_text in (
                (DATE_FIELD, DATE_HELP),
                (BEFORE_FIELD, BEFORE_HELP),
                (AFTER_FIELD, AFTER_HELP),
                (YEAR_FIELD, YEAR_HELP),
                (RECEIVED_FIELD, RECEIVED_HELP),
                (WORDS_FIELD, WORDS_HELP),
                (LIKE_FIELD, LIKE_HELP),
                (CLUSTER_FIELD, CLUSTER_HELP),
            )
        ),
    ),
)
_FACETS = Table(
    ("facet", "shown as", "values"),
    tuple(
        (f"`{facet.name}`", facet.label, "a tree of paths" if facet.tree else "flat")
        for facet in FACETS
    ),
)

# Each form is executed by tests/indexer/search/test_query_reference.py on the demo archive.
SECTIONS = (
    Section(
        "Words",
        (
            Form("ferry crews", "both words, anywhere in the article"),
            Form("ferry OR lobster", "either word"),
            Form("ferry -lobster", "the first word and not the second; `NOT` means the same"),
            Form("(ferry OR lobster) harbour", "parentheses group"),
            Form('"ferry crews"', "the words next to each other, in this order"),
            Form("co-operative", "however it is written: also cooperative and co operative"),
        ),
        prose="""\
Operators are in capitals: “and” is a word. `NOT` binds closer than `AND`, which may be left
out, and that closer than `OR`. A word that is typed without its hyphen is found with it as
well, also in a phrase: `cooperative` finds co-operative.""",
    ),
    Section(
        "Any word is enough",
        (
            Form("ferry lobster", "one word at least; articles with both come first", True),
            Form("+ferry lobster", "the first word; articles with both come first", True),
        ),
        prose="""\
So it is with “any word is enough” ticked below the box, which is `match=any` in the address.
What has a minus is left out, what has a plus has to be there, and what operators join stays
joined.""",
    ),
    Section(
        "Near each other",
        (
            Form('"crews strike"~5', "in any order, with at most five others among them"),
            Form(
                "crews NEAR/5 strike", "the second at most the fifth word after or before the first"
            ),
            Form("strike W/5 crews", "the same in this order"),
            Form('(strike OR row) NEAR/9 "ferry crews"', "groups with OR, and phrases"),
            Form("ferry /S crews", "both in one sentence"),
            Form("ferry /P strike", "both in one paragraph"),
        ),
        prose=f"""\
What is to stand near each other stands in one field and in one paragraph, at most
{PARAGRAPH_GAP} words apart. These operators bind closer than a minus: `-crews NEAR/5 strike`
denies that they are near. `a NEAR/5 b NEAR/5 c` wants a near b, and b near c; `a /S b /S c` all
three in one sentence. In scripts without spaces, and in Korean, every character counts as a
word.""",
    ),
    Section(
        "Pieces of words, and spellings",
        (
            Form("ferr*", "words that begin so"),
            Form("*bster", "words that end so"),
            Form("h*bour", "a star within a word: any letters, also none"),
            Form("f?rry", "one letter or digit for each question mark"),
            Form("lobstar~", "also words that differ in one letter: put in, left out or another"),
            Form(
                "lbstar~2",
                "in two; a letter that has changed places with the next counts as two",
            ),
        ),
        prose="""\
These are for single words of scripts that have spaces between words, and look at words as they
are written and as they are stemmed. A question mark at the end of a word is punctuation. One
letter can be another in words of three letters or more, two in words of five or more; also the
first.""",
    ),
    Section(
        "Fields",
        (
            Form("headline:ferry", "a word in one field"),
            Form("headline:(ferry OR lobster)", "several in one field"),
            Form("lead:ferry", f"a word among the first {LEAD_WORDS} of the text"),
            Form('region:"South Hamgyong"', "a place, at any level"),
            Form("byline:aldane", "a credited name, in any role"),
            Form("translator:roh", "a name in one role"),
            Form("lang:german OR lang:한국어", "a language, by its name in English or in itself"),
            Form("lang:en", "by its code, with the language of every country: en-GB as well"),
            Form("-byline:*", "no byline; `byline:*` has one, and so for every field"),
        ),
        table=_FIELDS,
    ),
    Section(
        "What later versions changed",
        (
            Form("added:scald", "a word that a later version put in"),
            Form("removed:sixteen", "a word that a later version took out"),
            Form('removed:"nobody was hurt"', "a phrase"),
            Form("removed:sixteen added:twelve", "both, in any of the later versions"),
            Form("added:correct*", "words that begin so, and so on as in every field"),
            Form("added:*", "articles that gained words after they first came in"),
        ),
        prose="""\
An article that comes in again with other words is kept in both versions. These fields search what
differs between each version and the one before it, in headline, text and captions. A paragraph
that only moved counts as neither put in nor taken out. The snippet shows the passage and says
which it is. `/changes` lists all articles that have changed.""",
    ),
    Section(
        "Dates",
        (
            Form("date:2019", "dated in that year"),
            Form("date:2019-06", "in that month"),
            Form("date:2018..2020-06", "from the start of 2018 to the end of June 2020"),
            Form("date:2018..", "from 2018 on"),
            Form("date:>=2019-06-04", "on that day or later; also `>`, `<` and `<=`"),
            Form("before:2019-06", "until the end of May 2019"),
            Form("after:2018", "from the start of 2019 on"),
            Form("date:<this-month", "before the month that it is today"),
            Form("-date:*", "undated; `date:*` is dated"),
        ),
        prose=f"""\
An article whose date is known to the month or year only is found where all that its date may
mean lies in the range: one of “2019” is `after:2018` and `date:<2020`, but not `after:2019-01`.
`date:<2019-06` is the same as `before:2019-06`, and `date:>2019-06` as `after:2019-06`; with an
equals sign the month itself belongs to it.

Wherever a date can stand, there can be {_DAYS}. Weeks go from Monday to Sunday.""",
    ),
    Section(
        "How much of it",
        (
            Form("words:>200", "a body of more than 200 words; also `<`, `>=`, `<=`"),
            Form("words:200..400", "a body of 200 to 400 words"),
            Form("ATLEAST3(ferry)", "a word or phrase three times or more, in all fields together"),
        ),
    ),
    Section(
        "The order of the list",
        (Form("ferry^3 OR lobster", "either word; the first counts three times for the order"),),
        prose=f"""\
By relevance, what has more of the words, rarer ones, and in headline or lead comes first.
“Fresh”, `sort=fresh` in the address, is the same, with the newest articles counting
up to twice: half of what that adds is gone after {FRESH_HALF_LIFE_DAYS:.0f} days. `sort=newest`
and `sort=oldest` go by date alone: by the day, and within a day by the hour where it is known.
`sort=received` lists what first came in last.""",
    ),
    Section(
        "More like one",
        prose=f"""\
`{LIKE_FIELD}:` and the id of an article finds the articles that share the words that tell it
from others. “More like this” on its page does that.""",
    ),
    Section(
        "Near-duplicates",
        (
            Form(
                f"ferry {DUPLICATES_FIELD}:show",
                "every article by itself, also those that say the same",
            ),
        ),
        prose=f"""\
Of articles that say the same, as wire copy does under several headlines, the list has only the
earliest that is found, with “and 4 more” below it, which leads to all of them. Whatever is
counted counts them once. `{DUPLICATES_FIELD}:show` anywhere in the query lists and counts every
article by itself; `{DUPLICATES_FIELD}:hide` is what happens without it.""",
    ),
    Section(
        "Facets",
        table=_FACETS,
        prose="""\
Any of the values ticked in one facet, all of the facets together; “not” leaves a value out. The
count beside a value says how long the list would be with that value ticked alone in its facet.""",
    ),
    Section(
        "How a search was read, and what it costs",
        prose=f"""\
“How this was read” below the box, `explain=1` in the address, says in plain words what a search
asks for, how many articles each part of it finds by itself, and which part leaves nothing.

With Tantivy, `/S`, `/P`, `ATLEAST`, and three or more words that may be far from each other (as
in `"crews ferry strike"~40`) are told from the stored text of the articles that have the words,
some 0.1 ms each. A search is cut off after {TIME_LIMIT_S:.0f} seconds, and says so. It has at
most {MAX_CHARACTERS:,} characters and {MAX_CLAUSES} words.""",
    ),
)


def forms() -> tuple[Form, ...]:
    """Example forms of all sections, in the order of the page."""
    return tuple(form for section in SECTIONS for form in section.forms)
