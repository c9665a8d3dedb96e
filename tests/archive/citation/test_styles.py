"""The styles, against forty citations written by hand after the manuals' rules."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis.strategies import text

from archive.citation.cited_article import cited_article
from archive.citation.cited_names import cited_name
from archive.citation.quoting import quoted
from archive.citation.styled_text import plain
from archive.citation.styles import Style, bibliography, citation
from archive.citation.wording import turned
from archive.model.article import Credit, Role
from tests.archive.citation.articles_to_cite import ACCESSED, CASES, ON_PAPER, PAGE, URL, to_cite


def starred(styled):
    """A styled text with its italics between stars."""
    return "".join(f"*{run.text}*" if run.italic else run.text for run in styled)


def cited(article, page=PAGE):
    return cited_article(article, ACCESSED, page)


@pytest.mark.parametrize("name", CASES)
def test_a_citation_follows_the_manuals(name):
    case = CASES[name]
    named = cited(case.article, "" if name in ON_PAPER else PAGE)
    assert starred(citation(named, Style.CHICAGO)) == case.chicago
    assert starred(citation(named, Style.APA)) == case.apa


MLA = {
    "one author": (
        "Dray, Callum. “Ice Stops Island Ferry.” *Aldhaven Courier*, 4 Jan. 2014, "
        f"{URL}. Accessed 30 Nov. 2026."
    ),
    "two authors": (
        "Dray, Callum, and Ruth Awino. “Ice Stops Island Ferry.” *Aldhaven Courier*, 4 Jan. 2014, "
        f"{URL}. Accessed 30 Nov. 2026."
    ),
    "three authors": (
        "Dray, Callum, et al. “Ice Stops Island Ferry.” *Aldhaven Courier*, 4 Jan. 2014, "
        f"{URL}. Accessed 30 Nov. 2026."
    ),
    "an agency is the container without a newspaper": (
        f"“Ice Stops Island Ferry.” *Reuters*, 4 Jan. 2014, {URL}. Accessed 30 Nov. 2026."
    ),
    "a translator": (
        "Dray, Callum. “Ice Stops Island Ferry.” Translated by Ann Quill. *Aldhaven Courier*, 4 "
        f"Jan. 2014, {URL}. Accessed 30 Nov. 2026."
    ),
    "undated": (
        f"Dray, Callum. “Ice Stops Island Ferry.” *Aldhaven Courier*, {URL}. Accessed 30 Nov. 2026."
    ),
    "undated and on paper": "Dray, Callum. “Ice Stops Island Ferry.” *Aldhaven Courier*.",
    "only a month": (
        "Dray, Callum. “Ice Stops Island Ferry.” *Aldhaven Courier*, Sept. 2014, "
        f"{URL}. Accessed 30 Nov. 2026."
    ),
    "on paper": "Dray, Callum. “Ice Stops Island Ferry.” *Aldhaven Courier*, 4 Jan. 2014.",
    "The before a newspaper": (
        "Dray, Callum. “Ice Stops Island Ferry.” *The Aldhaven Times*, 4 Jan. 2014, "
        f"{URL}. Accessed 30 Nov. 2026."
    ),
    "quotation marks at its end": (
        "Dray, Callum. “Mayor Calls the Ice ‘Bad Luck.’” *Aldhaven Courier*, 4 Jan. 2014, "
        f"{URL}. Accessed 30 Nov. 2026."
    ),
    "a question": (
        "Dray, Callum. “Who Stopped the Ferry?” *Aldhaven Courier*, 4 Jan. 2014, "
        f"{URL}. Accessed 30 Nov. 2026."
    ),
    "Korean names in Latin letters": (
        "Ro Min Su and Baek Seung-ho. “Ice Stops Island Ferry.” *Aldhaven Courier*, 4 Jan. 2014, "
        f"{URL}. Accessed 30 Nov. 2026."
    ),
}


@pytest.mark.parametrize("name", MLA)
def test_a_citation_follows_the_handbook_of_mla(name):
    named = cited(CASES[name].article, "" if name in ON_PAPER else PAGE)
    assert starred(citation(named, Style.MLA)) == MLA[name]


def test_a_newspaper_that_is_its_own_author_is_named_once():
    named = cited(to_cite("Ice stops island ferry", "agency: KCNA", "Harbour Desk", source=None))
    named = replace(named, authors=(cited_name(Credit("KCNA", Role.AGENCY)),))
    assert starred(citation(named, Style.MLA)).startswith("“Ice Stops Island Ferry.” *KCNA*, 4")
    assert "*KCNA*" not in starred(citation(named, Style.APA))


def test_a_bibliography_of_chicago_turns_the_first_name_and_parts_with_periods():
    articles = [
        to_cite("Who stopped the ferry?", "Paul Tal Jr.", "Ruth Awino", section="Harbour"),
        to_cite("The ice", source="The Aldhaven Times", url=None, day="2014"),
        to_cite("The ice", "Callum Dray", "translator: Bo Lind", day=None),
    ]
    unsigned, undated, two = bibliography([cited(a, "") for a in articles], Style.CHICAGO)
    assert starred(unsigned) == "*Aldhaven Times*. “The Ice.” 2014."
    assert starred(undated) == (
        "Dray, Callum. “The Ice.” Translated by Bo Lind. *Aldhaven Courier*, n.d. Accessed "
        f"November 30, 2026. {URL}."
    )
    assert starred(two) == (
        "Tal, Paul, Jr., and Ruth Awino. “Who Stopped the Ferry?” *Aldhaven Courier*, January 4, "
        f"2014, sec. Harbour. {URL}."
    )


# CSL's own cases (test-suite, punctuation_FullMontyQuotesIn), as far as a title is concerned.
@pytest.mark.parametrize(
    ("title", "comma", "period"),
    [
        ("exclamation!", "“exclamation!,”", "“exclamation!”"),
        ("question?", "“question?,”", "“question?”"),
        ("plain", "“plain,”", "“plain.”"),
        ("period.", "“period,”", "“period.”"),
        ("goes on …", "“goes on …,”", "“goes on ….”"),
        ("the crews'", "“the crews’,”", "“the crews’.”"),
        ('he said "why?"', "“he said ‘why?,’”", "“he said ‘why?’”"),
        (
            "rock 'n' roll in the '90s",
            "“rock ‘n’ roll in the ’90s,”",
            "“rock ‘n’ roll in the ’90s.”",
        ),
        ("„Pech“ im Eis", "“‘Pech’ im Eis,”", "“‘Pech’ im Eis.”"),
    ],
)
def test_a_title_is_quoted_with_its_point_inside(title, comma, period):
    assert quoted(title, ",") == comma
    assert quoted(title, ".") == period


@pytest.mark.parametrize(
    ("name", "turned_name"),
    [
        ("Kim Jong Un", "Kim Jong Un"),
        ("Xi Jinping", "Xi Jinping"),
        ("Nguyen Van An", "Nguyen Van An"),
        ("Min-su Kim", "Kim, Min-su"),
        ("Jong-un KIM", "Kim, Jong-un"),
        ("Kim Novak", "Novak, Kim"),
        ("Lee Harvey Oswald", "Oswald, Lee Harvey"),
        ("Wei Sun", "Sun, Wei"),
        ("RUTH MCDONALD JR.", "McDonald, Ruth, Jr."),
        ("Dray, Callum", "Dray, Callum"),
        ("J.K. Tal", "Tal, J. K."),
        ("约翰·史密斯", "约翰·史密斯"),
        ("山田 太郎", "山田 太郎"),
        ("Tal & Sons", "Tal & Sons"),
        ("Иван Петров", "Петров, Иван"),
    ],
)
def test_a_name_is_turned_unless_it_stands_surname_first(name, turned_name):
    assert turned(cited_name(Credit(name, Role.REPORTER))) == turned_name


@given(text(), text(), text())
def test_any_article_can_be_cited(headline, name, source):
    article = to_cite(headline, name, f"translator: {name}", source=source, body=[headline])
    for style in Style:
        cited_as = plain(citation(cited(article), style))
        assert "\n" not in cited_as
        assert cited_as.strip()
