"""Which pages a site lets programs fetch, by its robots.txt (RFC 9309)."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from archive.errors import SourceError
from archive.feeds.http_client import Answer
from archive.feeds.robots import Robots

SITE = "https://courier.example"


class Server:
    """Answers every request with one robots.txt, or fails."""

    def __init__(self, content=b"", status=200):
        self.asked = []
        self._content = content
        self._status = status

    def get(self, url, accept):
        del accept
        self.asked.append(url)
        if self._status is None:
            raise SourceError(f"{url}: no whole answer within 30 s: try again later")
        content = self._content if self._status == 200 else b""
        return Answer(self._status, url, None, "text/plain", content, "", "", None, "")


def allowed(rules, *paths):
    """Of the paths those that may be fetched."""
    content = rules if isinstance(rules, bytes) else rules.encode()
    robots = Robots(Server(content))
    return [path for path in paths if not robots.refusal(SITE + path)]


ANY = "User-agent: *\n"
RULES = {
    "a prefix": ("Disallow: /private", ["/", "/a.pdf", "/privat"], ["/private", "/private/1"]),
    "an end": ("Disallow: /*.pdf$", ["/a.pdf?x", "/a.pdfs", "/"], ["/a.pdf", "/b/c.pdf"]),
    "a star between": ("Disallow: /*/print", ["/print", "/a"], ["/a/print", "/a/b/printed"]),
    "the longest": (
        "Disallow: /news\nAllow: /news/public\nDisallow: /news/public/draft",
        ["/news/public/1", "/"],
        ["/news/1", "/news/public/draft/2"],
    ),
    "the longest in any order": (
        "Allow: /news/public\nDisallow: /",
        ["/news/public"],
        ["/news", "/"],
    ),
    "as long as each other": ("Disallow: /page\nAllow: /page", ["/page"], []),
    "a star that is longer": ("Allow: /page\nDisallow: /*.htm", ["/page"], ["/page.htm"]),
    "an empty rule": ("Disallow:", ["/", "/a"], []),
    "a query": ("Disallow: /*?print=", ["/a?x=1"], ["/a?print=1"]),
    "escapes": ("Disallow: /caf%C3%A9", ["/cafe"], ["/café", "/caf%c3%a9"]),
    "a comment": ("Disallow: /a # for now\n# Disallow: /b", ["/b"], ["/a"]),
    "a delay": ("Crawl-delay: 10\nDisallow: /a\nCrawl-delay: soon", ["/b"], ["/a"]),
    "the rules themselves": ("Disallow: /", ["/robots.txt"], ["/"]),
}


@pytest.mark.parametrize(("rules", "may", "may_not"), RULES.values(), ids=RULES)
def test_the_longest_rule_that_matches_counts(rules, may, may_not):
    assert allowed(ANY + rules, *may, *may_not) == may


AGENTS = {
    "User-agent: Backfile\nDisallow: /a\n\nUser-agent: *\nDisallow: /b": ["/b", "/c"],
    "User-agent: BACKFILE/2.0 (news)\nDisallow: /a": ["/b", "/c"],
    "User-agent: Back\nDisallow: /a\nUser-agent: Backfiles\nDisallow: /b": ["/a", "/b", "/c"],
    "User-agent: other\nUser-agent: backfile\nDisallow: /a": ["/b", "/c"],
    "User-agent: backfile\nDisallow: /a\n\nUser-agent: backfile\nDisallow: /b": ["/c"],
    "User-agent: *\nDisallow: /a\nUser-agent: other\nDisallow: /b": ["/b", "/c"],
    "Disallow: /a\nUser-agent: *\nDisallow: /b": ["/a", "/c"],
    "\ufeffUser-agent: *\r\nDisallow: /a\r\n": ["/b", "/c"],
    "user agent backfile\ndisallow /a": ["/b", "/c"],
}


@pytest.mark.parametrize(("rules", "may"), AGENTS.items())
def test_rules_for_backfile_stand_in_place_of_those_for_all(rules, may):
    assert allowed(rules, "/a", "/b", "/c") == may


@pytest.mark.parametrize(
    ("status", "allows"), [(404, True), (401, True), (429, True), (500, False), (None, False)]
)
def test_without_rules_all_is_allowed_and_nothing_where_the_site_cannot_say(status, allows):
    assert (not Robots(Server(b"", status)).refusal(f"{SITE}/a")) is allows


def test_the_rules_of_a_site_are_fetched_once():
    server = Server(b"User-agent: *\nDisallow: /a")
    robots = Robots(server)
    addresses = (f"{SITE}/a", f"{SITE}/b", "http://courier.example/a", f"{SITE}:8443/a")
    assert [not robots.refusal(each) for each in addresses] == [False, True, False, False]
    assert server.asked == [
        f"{SITE}/robots.txt",
        "http://courier.example/robots.txt",
        f"{SITE}:8443/robots.txt",
    ]


@pytest.mark.parametrize("address", ["https://[", "ftp://courier.example/", "mailto:a@b"])
def test_what_is_no_web_address_is_said(address):
    with pytest.raises(SourceError):
        Robots(Server()).refusal(address)


HUGE = {
    "rules": b"User-agent: *\n" + b"".join(b"Disallow: /%d\n" % n for n in range(700_000)),
    "agents": b"".join(b"User-agent: a%d\n" % n for n in range(20_000)) + b"Allow: /a\n" * 40_000,
    "stars": b"User-agent: *\nDisallow: /" + b"*a" * 5_000_000,
    "one line": b"x" * 10_000_000,
}


@pytest.mark.parametrize("content", HUGE.values(), ids=HUGE)
def test_rules_without_end_are_read_as_far_as_the_rfc_asks(content):
    assert allowed(content, "/news" + "a" * 2_000)


_LINES = st.sampled_from(
    ("User-agent:", "User-agent: *", "Disallow: /", "Allow: *$", "Disallow: %", "Crawl-delay: 1e9",
     "Request-rate: 1/0", "Visit-time: 99", "Sitemap:", ":", "Disallow: http://[", "*", "#")
)  # fmt: skip


@given(
    st.one_of(
        st.binary(max_size=500),
        st.lists(st.one_of(_LINES, st.text(max_size=20)), max_size=20).map(
            lambda lines: "\n".join(lines).encode("utf-8", "surrogatepass")
        ),
    ),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
)
@example(b"\xff\xfeU\0s\0e\0r\0", "")
@example(b"User-agent: *\nDisallow: /%", "%")
def test_whatever_a_site_says_is_an_answer(content, path):
    assert allowed(content, f"/{path}") in ([], [f"/{path}"])
