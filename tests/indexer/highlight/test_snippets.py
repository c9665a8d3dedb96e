from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from indexer.analysis.analyzer import Analyzer, prefix_text, query_terms, tokens
from indexer.engines.engine import SearchRequest
from indexer.highlight.query_matcher import QueryMatcher
from indexer.highlight.snippets import Highlighter, TextSpan, to_html
from indexer.query.ast import And, Not, Or, Prefix, Words
from indexer.query.parser import parse
from tests.indexer.engines.corpus import WORDS, article, leaves, queries
from tests.support.oracle_engine import MemoryEngine


def marked(query, text, field="body"):
    """A text with its hits in brackets."""
    segments = Highlighter(parse(query).query).mark(text, field)
    return "".join(f"[{s.text}]" if s.hit else s.text for s in segments)


def pieces(query, *body, **others):
    """The snippets of an article with their hits in brackets."""
    found = Highlighter(parse(query).query).snippets(article("a", "Headline", *body, **others))
    return ["".join(f"[{s.text}]" if s.hit else s.text for s in piece) for piece in found]


def test_html_is_escaped_and_hits_are_marked():
    segments = [TextSpan("<a href=\"x\">'Tom' & ", hit=False), TextSpan("<Jerry>", hit=True)]
    assert to_html(segments) == (
        "&lt;a href=&quot;x&quot;&gt;&#x27;Tom&#x27; &amp; <mark>&lt;Jerry&gt;</mark>"
    )


MARKED = {
    # words, as they are searched: folded and stemmed
    ("market", "The Markets, marketing and market-places."): (
        "The [Markets], [marketing] and [market]-places."
    ),
    ("cafe", "A café, a CAFÉ, a cafeteria"): "A [café], a [CAFÉ], a cafeteria",
    ("us", "The U.S. and the US’s ally"): "The [U.S.] and the [US’s] ally",
    ("1200", "1,200 tons of 12,00"): "[1,200] tons of [12,00]",
    ("co-operate", "We co-operate; co operates; cooperate"): (
        "We [co-operate]; [co operates]; [cooperate]"
    ),
    # phrases are one mark, and only where all words stand
    ('"north korea"', "north Korea’s North, south Korea, North\n  Korea"): (
        "[north Korea’s] North, south Korea, [North\n  Korea]"
    ),
    ('"a b" "b c"', "a b c b a b"): "[a b c] b [a b]",
    ('"a b c" b', "a b c"): "[a b c]",
    ("a b", "a b a"): "[a] [b] [a]",
    # beginnings of words, as written or as stemmed
    ("economi*", "economy, economic, economies, ecology"): (
        "[economy], [economic], [economies], ecology"
    ),
    # scripts without spaces
    ("함경남도", "북한군이 함경남도에서 함경북도로"): "북한군이 [함경남도]에서 함경북도로",
    ("군", "북한군이 군인"): "북한[군]이 [군]인",
    ("경*", "함경남도"): "함[경]남도",
    ("导弹 发射", "朝鲜发射导弹，又发射。"): "朝鲜[发射导弹]，又[发射]。",
    ("เลือกตั้ง", "การเลือกตั้งครั้งใหม่"): "การ[เลือกตั้ง]ครั้งใหม่",
    ("العربية", "اللغة العَرَبِيَّة"): "اللغة [العَرَبِيَّة]",
    # only what is asked for, where it is asked for
    ("a -b NOT (c d)", "a b c d"): "[a] b c d",
    ("a OR (b AND NOT c)", "a b c"): "[a] [b] c",
    ("headline:a body:b", "a b"): "a [b]",
    ("by:a region:b caption:c", "a b c"): "a b c",
    ("date:2019 *", "2019 is a date"): "2019 is a date",
    ("", "all of it"): "all of it",
    ("a", ""): "",
}


@pytest.mark.parametrize(("query", "text"), MARKED, ids=ascii)
def test_hits_are_marked(query, text):
    assert marked(query, text) == MARKED[query, text]


def test_each_field_is_marked_with_what_is_looked_for_in_it():
    query = "kim by:lee headline:army"
    assert marked(query, "Kim, Lee, army", "headline") == "[Kim], Lee, [army]"
    assert marked(query, "Kim, Lee, army", "byline") == "[Kim], [Lee], army"
    assert marked(query, "Kim, Lee, army", "reporter") == "Kim, Lee, army"


def test_names_are_marked_unstemmed():
    assert marked("jones", "Jone Jones", "byline") == "Jone [Jones]"
    assert marked("jones", "Jone Jones", "body") == "[Jone] [Jones]"


FILLER = "The weather stays as it is for another day. " * 20


def test_a_short_paragraph_is_a_whole_snippet():
    assert pieces("rice", "No news.", "Rice was sold; rice was bought.", "Nothing else.") == [
        "[Rice] was sold; [rice] was bought."
    ]


def test_a_snippet_of_a_long_paragraph_begins_and_ends_with_a_sentence():
    text = FILLER + "Mr. Lee of the U.S. mission sold rice to the army in May. " + FILLER
    (piece,) = pieces("rice", text.strip())
    assert piece == (
        "The weather stays as it is for another day. Mr. Lee of the U.S. mission sold [rice] to "
        "the army in May. The weather stays as it is for another day. The weather stays as it is "
        "for another day. The weather stays as it is for another day."
    )


def test_a_snippet_of_a_long_sentence_begins_and_ends_with_a_word():
    text = "and so it went on " * 20 + "until rice was sold " + "and so it went on " * 20
    (piece,) = pieces("rice", text.strip())
    assert piece == (
        "… and so it went on and so it went on and so it went on and so it went on until [rice] "
        "was sold and so it went on and so it went on and so it went on and so it went on and so "
        "it went on and so it went on and so it went on and so it went on and …"
    )


def test_initials_and_titles_do_not_end_a_sentence():
    text = "and so it went on " * 20 + "said Gov. Lee of the U.S. mission to whom rice was sold."
    (piece,) = pieces("rice", text)
    assert piece.startswith("… on and so it went on")


def test_a_snippet_goes_on_after_a_short_sentence():
    (piece,) = pieces("rice", FILLER + "Rice was sold. Then it " + "went on and " * 40)
    assert piece.startswith("The weather stays as it is for another day. [Rice] was sold. Then")
    assert piece.endswith("went on and went …")


def test_a_snippet_at_the_end_of_a_paragraph_shows_what_stands_before():
    text = "and so it went on " * 20 + "until rice was sold."
    (piece,) = pieces("rice", text)
    assert piece == (
        "… on and so it went on and so it went on and so it went on and so it went on and so it "
        "went on and so it went on and so it went on and so it went on and so it went on and so "
        "it went on and so it went on and so it went on until [rice] was sold."
    )


def test_text_without_spaces_is_cut_between_characters():
    text = "今天没有什么新消息" * 40
    (piece,) = pieces("导弹", text + "朝鲜发射导弹" + text)
    assert piece == f"… {text[-76:]}朝鲜发射[导弹]{text[:158]} …"


def test_sentences_without_spaces_are_kept_whole():
    text = "今天没有什么新消息。" * 40
    (piece,) = pieces("导弹", text + "朝鲜发射导弹。" + text)
    assert piece == "今天没有什么新消息。" * 7 + "朝鲜发射[导弹]。" + "今天没有什么新消息。" * 16


def test_the_three_best_are_chosen_and_stand_in_the_order_of_the_text():
    assert pieces(
        "rice army border",
        "One with rice.",
        "Two with rice and the army.",
        "Three with rice, rice, rice and more rice.",
        "Also with rice and the army.",
        "Four with nothing.",
        "Five with rice, the army and the border.",
        "Six with rice, the army and the army.",
    ) == [
        "Two with [rice] and the [army].",
        "Five with [rice], the [army] and the [border].",
        "Six with [rice], the [army] and the [army].",
    ]


def test_one_long_paragraph_gives_several_snippets_that_do_not_overlap():
    text = f"Rice first. {FILLER}Rice second, rice. {FILLER}Rice third. {FILLER}"
    found = pieces("rice", text.strip())
    assert [piece.count("[") for piece in found] == [1, 2, 1]
    assert [piece[:6] for piece in found] == ["[Rice]", "The we", "The we"]


def test_a_piece_counts_what_it_shows_and_not_what_was_passed():
    text = f"Rice. {FILLER}{f'Army, army, army. {FILLER}' * 3}Rice and army."
    assert ["[Rice] and [army]" in piece for piece in pieces("rice army", text)] == [
        False,
        False,
        True,
    ]


def test_of_a_very_long_text_the_first_stretch_with_hits_is_shown():
    plain = "The weather was fair. " * 50
    many = [plain] * 100
    found = pieces("rice army", *many, "Rice was sold.", *many, "Rice for the army.")
    assert found == ["[Rice] was sold."]
    # Within one stretch the pieces with the most words come first to the choice.
    near = pieces("rice army", *many, "Rice was sold.", plain, "Rice for the army.")
    assert near == ["[Rice] was sold.", "[Rice] for the [army]."]


def test_of_a_very_long_text_no_more_is_looked_through_than_shows_hits(monkeypatch):
    looked_at = []
    hits_in_each = QueryMatcher.hits_in_each

    def counting(self, texts):
        looked_at.append(sum(map(len, texts)))
        return hits_in_each(self, texts)

    monkeypatch.setattr(QueryMatcher, "hits_in_each", counting)
    assert pieces("rice", *["Rice was sold. " * 60] * 1_000)
    assert sum(looked_at) < 100_000


def test_a_short_paragraph_counts_as_a_whole():
    short = f"Rice was sold {'and so it went on ' * 11}to the army."
    assert pieces("rice army", *["Rice, rice."] * 3, short)[2].endswith("to the [army].")


def test_a_snippet_that_would_share_text_with_a_better_one_is_left_out():
    text = f"Rice was sold {'and so it went on ' * 14}for rice {'and so it went on ' * 14}"
    assert [piece[:6] for piece in pieces("rice", text.strip())] == ["[Rice]"]


def test_captions_come_after_the_body():
    assert pieces("rice", "Only rice.", captions=("A bowl of rice",)) == [
        "Only [rice].",
        "A bowl of [rice]",
    ]
    assert pieces("bowl", "Only rice.", captions=("A bowl of rice",)) == ["A [bowl] of rice"]


@pytest.mark.parametrize("query", ["", "headline", "by:ahn", "date:2019", "-rice"])
def test_without_a_hit_in_the_text_its_beginning_is_shown(query):
    assert pieces(query, "SEOUL —", "Rice is sold.", captions=("A bowl",)) == [
        "SEOUL — Rice is sold."
    ]
    assert pieces(query, captions=("A bowl",)) == ["A bowl"]
    assert pieces(query) == []


def test_a_long_beginning_is_cut_after_a_word():
    (piece,) = pieces("", "SEOUL.", FILLER)
    assert piece == (
        "SEOUL. The weather stays as it is for another day. The weather stays as it is for "
        "another day. The weather stays as it is for another day. The weather stays as it is "
        "for another day. The weather stays as it is for another day. The weather …"
    )
    assert pieces("", "消息" * 200) == [f"{'消息' * 120} …"]


def test_a_phrase_longer_than_a_snippet_is_cut():
    words = " ".join(f"w{i}" for i in range(100))
    (piece,) = pieces(f'"{words}"', f"{FILLER}{words} {FILLER}".strip())
    assert piece.startswith("The weather")
    assert piece.endswith("] …")
    assert len(piece) <= 240 + len("… [] …")


def test_a_huge_paragraph_is_read_once():
    latin = "rice " * 60_000
    assert len(pieces("rice", latin)) == 3
    han = "消息导弹" * 60_000
    assert len(pieces("导弹", han)) == 3
    assert pieces("rice", "no news " * 200_000, "rice") == pieces("", "no news " * 100)
    assert marked("rice", latin[:-1]) == " ".join(["[rice]"] * 60_000)


def expected_hits(text, query, field):
    """Whether each character of a text is in a hit, from all its tokens one by one."""
    hit = [False] * len(text)
    found = list(tokens(text, Analyzer.PROSE))
    for leaf in asked_for(query):
        if leaf.field not in (None, field):
            continue
        for token in found:
            for start, end in spans_at(token, found, leaf):
                hit[start:end] = [True] * (end - start)
    return hit


def asked_for(query):
    match query:
        case Words() | Prefix():
            return [query]
        case And(clauses) | Or(clauses):
            return [leaf for clause in clauses for leaf in asked_for(clause)]
        case _:
            return []


def spans_at(token, found, leaf):
    """Where a leaf stands from a token on, as a list of none or one."""
    if isinstance(leaf, Prefix):
        prefix = prefix_text(leaf.text)
        if (token.written or "").startswith(prefix) or token.terms[0].startswith(prefix):
            return [span(token, prefix)]
        return []
    there = {(term, t.position): span(t, term) for t in found for term in t.terms}
    wanted = [(q.term, token.position + q.offset) for q in query_terms(leaf.text, Analyzer.PROSE)]
    if not all(place in there for place in wanted):
        return []
    return [(there[wanted[0]][0], there[wanted[-1]][1])]


def span(token, matched):
    """The word, or as much of a pair of characters as matched."""
    whole = len(token.terms) == 1
    return token.start, token.end if whole else min(token.start + len(matched), token.end)


separators = st.sampled_from([" ", "  ", "\n", "\u3000", ", ", "—", " — ", ". ", "", "’s "])
texts = st.lists(st.tuples(st.sampled_from(WORDS), separators), max_size=12).map(
    lambda parts: "".join(word + separator for word, separator in parts)
)


@settings(max_examples=150)
@given(texts | st.text(), queries)
@example("North — Korea", Words("north korea"))
@example("북한군 導彈 North", Words("북한군 north"))
def test_marks_are_those_of_going_through_every_token(text, query):
    segments = Highlighter(query).mark(text, "body")
    assert "".join(segment.text for segment in segments) == text
    assert all(segment.text for segment in segments)
    assert all(one.hit != other.hit for one, other in pairwise(segments))
    shown = [segment.hit for segment in segments for _ in segment.text]
    assert shown == expected_hits(text, query, "body")


@settings(max_examples=100)
@given(texts, leaves.filter(lambda leaf: isinstance(leaf, Words | Prefix) and not leaf.field))
def test_what_an_engine_finds_is_marked_and_nothing_else(text, leaf):
    engine = MemoryEngine({"a": article("a", text)})
    found = engine.search(SearchRequest(leaf)).total == 1
    highlighter = Highlighter(leaf)
    assert any(segment.hit for segment in highlighter.mark(text, "headline")) == found
    assert not any(segment.hit for segment in Highlighter(Not(leaf)).mark(text, "headline"))


@settings(max_examples=100)
@given(st.lists(st.one_of(texts, st.lists(texts, max_size=20).map(" ".join)), max_size=5), queries)
def test_snippets_are_pieces_of_the_text_in_its_order(body, query):
    body = [paragraph.strip() for paragraph in body if paragraph.strip()]
    found = Highlighter(query).snippets(article("a", "Headline", *body))
    assert bool(found) == bool(body)
    assert len(found) <= 3
    left = " ".join(body)
    for piece in found:
        shown = "".join(segment.text for segment in piece)
        assert len(shown) <= 240 + len("…  …")
        plain = shown.removeprefix("… ").removesuffix(" …")
        assert plain in left
        left = left.partition(plain)[2]


def marked_in(body, texts, *, opening=True):
    highlighter = Highlighter(parse("lead:flood").query)
    spans = highlighter.spans_in_body(article("x", "Flood", *body), texts, opening=opening)
    return [
        [(text[start:end], start) for start, end in there]
        for text, there in zip(texts, spans, strict=True)
    ]


def test_a_word_that_is_looked_for_in_the_lead_is_marked_there_alone():
    body = ("flood " * 30, "Then dry. " * 20 + "A flood. " + "More dry. " * 9 + "The last flood.")
    assert marked_in(body, body) == [[("flood", 6 * n) for n in range(30)], []]
    dry = (" ".join(["dry"] * 58), "dry flood flood")
    assert marked_in(dry, dry) == [[], [("flood", 4)]]
    assert marked_in(dry, dry[1:], opening=False) == [[]]
    assert Highlighter(parse("lead:flood").query).mark("Flood", "headline")[0].hit is False


def test_snippets_show_the_lead_that_was_looked_for():
    one = article("x", "", "A flood came. " + "It was dry again. " * 40, "A flood went.")
    (snippet,) = Highlighter(parse("lead:flood").query).snippets(one)
    assert [segment.text for segment in snippet if segment.hit] == ["flood"]
    both = Highlighter(parse("lead:flood went").query).snippets(one)
    assert [[s.text for s in each if s.hit] for each in both] == [["flood"], ["went"]]


EDITED = {"added": ("A second boat sails.",), "removed": ("One boat sank.", "Nobody saw it.")}


def test_what_versions_put_in_and_took_out_is_shown_where_it_is_asked_for_and_said():
    assert pieces("added:boat", "The boat sails.", **EDITED) == [
        "Put in later: A second [boat] sails."
    ]
    assert pieces('removed:"boat sank" removed:saw', "The boat sails.", **EDITED) == [
        "Taken out later: One [boat sank].",
        "Taken out later: Nobody [saw] it.",
    ]
    assert pieces("boat removed:boat", "The boat sails.", **EDITED) == [
        "The [boat] sails.",
        "Taken out later: One [boat] sank.",
    ]
    assert pieces("boat", "The boat sails.", **EDITED) == ["The [boat] sails."]
    assert pieces("-removed:boat", "The ferry sails.", **EDITED) == ["The ferry sails."]


def test_a_label_is_no_text_of_the_article():
    (piece,) = Highlighter(parse("added:boat").query).snippets(article("a", "A", "B", **EDITED))
    assert [(span.text, span.hit) for span in piece if not span.label] == [
        ("A second ", False),
        ("boat", True),
        (" sails.", False),
    ]
