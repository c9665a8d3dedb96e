import pytest

from indexer.query.ast import Listed, Some, Words
from indexer.query.describe import meaning
from indexer.query.parser import parse
from indexer.schema.fields import TEXT_FIELDS

IN_PLAIN_WORDS = {
    # words
    "ferry": "articles with “ferry”",
    '"north korea"': "articles with “north korea”",
    "headline:ferry": "articles with “ferry” in the headline",
    "lead:ferry": "articles with “ferry” in the first 60 words",
    "by:Kim": "articles with “Kim” in the byline",
    "lang:ko": "language: Korean",
    "lang:Deutsch": "language: German",
    "lang:de-at": "language: German (Austria)",
    "lang:klingonese": "language: klingonese",
    "lang:(de OR fr)": "any of: language: German, language: French",
    "ferry -lang:german": "all of: “ferry”, none with language: German",
    "lang:*": "anything as the language",
    "co-operate": "articles with “co-operate” or “cooperate”",
    "headline:co-operate": "articles with “co-operate” or “cooperate” in the headline",
    # groups
    "a b": "all of: “a”, “b”",
    "a OR b": "any of: “a”, “b”",
    "a (b OR co-op) -date:2019": ("all of: “a”; (any of: “b”, “co-op” or “coop”); none dated 2019"),
    "a OR b c": "any of: “a”; (all of: “b”, “c”)",
    "a (b W/5 c)": "all of: “a”; “b” within 5 words of “c”, in this order",
    # what is denied
    "-a": "none with “a”",
    "-co-op": "none with “co-op” or “coop”",
    "-(a b)": "none with all of: “a”, “b”",
    "-headline:econom*": "none with any word beginning with “econom” in the headline",
    "-(a /S b)": "none with “a” and “b” in one sentence",
    "-date:*": "none with a date",
    "-words:>800": "none more than 800 words long",
    "-by:*": "none with anything in the byline",
    "-like:0123456789abcdef": "none like the one with the id 0123456789abcdef",
    "-*": "none at all",
    # forms
    "econom*": "any word beginning with “econom”",
    "co-operat*": "any word beginning with “co-operat”",
    "a foo/bar*": "all of: “a”, any word beginning with “foo/bar”",
    "w?ld": "any word like “w?ld” (? is one letter)",
    "*ing": "any word like “*ing” (* is any letters or none)",
    "w?l*d": "any word like “w?l*d” (? is one letter, * is any letters or none)",
    "lobstar~": "words like “lobstar” (one letter changed)",
    "headline:lobstar~2": "words like “lobstar” (up to two letters changed) in the headline",
    # near each other
    "oil W/5 price": "“oil” within 5 words of “price”, in this order",
    "oil NEAR/5 price": "“oil” within 5 words of “price”",
    "oil NEAR/1 price": "“oil” next to “price”",
    "oil W/1 price": "“oil” right before “price”",
    "headline:oil W/1 price": "“oil” right before “price” in the headline",
    '"a b c"~3': "“a”, “b” and “c” with at most 3 other words between",
    '"a b c"~0': "“a”, “b” and “c” side by side",
    '"a b c"~1': "“a”, “b” and “c” with at most 1 other word between",
    '"a co-op c"~3': "“a”, “co-op” or “coop” and “c” with at most 3 other words between",
    "(a OR b) W/5 co-op": "“a” or “b” within 5 words of “co-op” or “coop”, in this order",
    "oil /S price": "“oil” and “price” in one sentence",
    "a /P b /P c": "“a”, “b” and “c” in one paragraph",
    # so many times, so much
    "ATLEAST3(rice)": "at least 3 times “rice”",
    "ATLEAST3(co-op)": "at least 3 times “co-op” or “coop”",
    "a^3": "“a”, counting 3 times",
    "(a OR b)^0.5": "(any of: “a”, “b”), counting 0.5 times",
    # dates
    "date:2019": "dated 2019",
    "date:2019-06": "dated June 2019",
    "date:2019-06-04": "dated 4 June 2019",
    "date:>=2019-06-04": "dated from 4 June 2019 on",
    "date:..2019-06": "dated up to June 2019",
    "date:2018..2020-06": "dated from January 2018 to June 2020",
    "date:2018..2020-06-04": "dated from 1 January 2018 to 4 June 2020",
    "date:*": "with a date",
    "before:0001": "dated on no day",
    # lengths and the rest
    "words:>1200": "more than 1,200 words long",
    "words:>=800": "at least 800 words long",
    "words:<1200": "fewer than 1,200 words long",
    "words:<=80": "at most 80 words long",
    "words:200..400": "200 to 400 words long",
    "words:1": "1 word long",
    "reporter:*": "anything as reporter",
    "*": "every article",
    "like:0123456789abcdef": "articles like the one with the id 0123456789abcdef",
    "cluster:0123456789abcdef": "one group of near-duplicates",
    'cluster:""': "one group of near-duplicates, which is not there",
}


@pytest.mark.parametrize("text", IN_PLAIN_WORDS, ids=ascii)
def test_a_query_is_read_out_in_plain_words(text):
    assert meaning(parse(text).query) == IN_PLAIN_WORDS[text]


@pytest.mark.parametrize("field", [field.name for field in TEXT_FIELDS])
def test_every_field_of_the_registry_is_named(field):
    said = meaning(Words("ferry", field))
    assert said.startswith("articles with “ferry” ") or said == "language: ferry"


def test_what_cannot_be_typed_is_read_out_as_well():
    some = Some((Words("a"), Words("b"), Listed(frozenset({"0", "1"}))), 2)
    assert meaning(some) == "at least 2 of: “a”, “b”, 2 articles by their ids"
