import gzip
import http.client
import time
import zlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from importlib.metadata import version

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from archive.errors import SourceError
from archive.feeds import http_connection
from archive.feeds.http_client import Fetcher, Limits
from archive.feeds.http_connection import RequestTarget, is_public, parse_target
from archive.feeds.robots import Robots
from tests.support.web_site import Reply, running_site

# A machine that is busy with other tests may stand still for some seconds.
PATIENT = Limits(timeout_s=60, size_bytes=10_000, delay_s=0)


@pytest.fixture
def site():
    with running_site() as running:
        yield running


@pytest.fixture
def fetcher():
    return Fetcher(allow_private=True, limits=PATIENT)


def refused(fetcher, url):
    """What is said where there is no answer."""
    with pytest.raises(SourceError) as error:
        fetcher.get(url)
    return str(error.value)


def test_an_answer_has_the_content_and_what_makes_the_next_one_cheap(site, fetcher):
    site.give("/a?b=%20c", "Grüße", "text/html; charset=utf-8", ETag='"1"', Last_Modified="x")
    before = datetime.now(UTC).replace(microsecond=0)
    answer = fetcher.get(site.url("/a?b= c#d"), accept="text/html")
    assert (answer.status, answer.is_success) == (200, True)
    assert answer.content == "Grüße".encode()
    assert answer.media_type == "text/html; charset=utf-8"
    assert (answer.etag, answer.last_modified) == ('"1"', "x")
    assert (answer.url, answer.moved_to) == (site.url("/a?b= c"), None)
    assert before <= datetime.fromisoformat(answer.retrieved) <= datetime.now(UTC)
    ((_, headers),) = site.asked
    assert headers["Host"] == site.address.removeprefix("http://")
    assert headers["Accept"] == "text/html"
    assert headers["User-Agent"] == (
        f"Backfile/{version('backfile')} (+news archive; reads feeds and the pages they name)"
    )


def test_what_has_not_changed_is_not_sent_again(site, fetcher):
    site.give("/", status=304)
    answer = fetcher.get(site.url("/"), etag='"1"', last_modified="Sat, 04 Jan 2014 08:15:00 GMT")
    assert (answer.status, answer.content) == (304, b"")
    ((_, headers),) = site.asked
    assert headers["If-None-Match"] == '"1"'
    assert headers["If-Modified-Since"] == "Sat, 04 Jan 2014 08:15:00 GMT"


@pytest.mark.parametrize("status", [404, 410, 429, 500, 503])
def test_a_refusal_is_an_answer_without_content(site, fetcher, status):
    site.give("/", "Sorry", status=status)
    answer = fetcher.get(site.url("/"))
    assert (answer.status, answer.is_success, answer.content) == (status, False, b"")


@pytest.mark.parametrize(
    ("said", "least_s", "most_s"),
    [
        ("120", 120, 120),
        (timedelta(hours=1), 3_500, 3_600),
        (timedelta(hours=-1), 0, 0),
        ("9" * 5_000, 1e8, 1e9),
    ],
    ids=["seconds", "an hour on", "an hour ago", "forever"],
)
def test_a_server_says_how_long_it_wants_to_be_left_alone(site, fetcher, said, least_s, most_s):
    header = format_datetime(datetime.now(UTC) + said) if isinstance(said, timedelta) else said
    site.give("/", status=503, Retry_After=header)
    assert least_s <= fetcher.get(site.url("/")).retry_after_s <= most_s


@pytest.mark.parametrize("header", ["", "soon", "-1"])
def test_a_time_that_is_none_is_no_time_to_wait(site, fetcher, header):
    site.give("/", status=503, Retry_After=header)
    assert fetcher.get(site.url("/")).retry_after_s is None


def test_redirects_are_followed_and_the_lasting_ones_named(site, fetcher):
    site.give("/old", status=301, Location="older?x=1#top")
    site.give("/older?x=1", status=308, Location=site.url("/new"))
    site.give("/new", status=302, Location="/n%C3%A9w")
    site.give("/n%C3%A9w", "Here")
    answer = fetcher.get(site.url("/old"))
    assert (answer.content, answer.url) == (b"Here", site.url("/n%C3%A9w"))
    assert answer.moved_to == site.url("/new")
    assert site.paths == ["/old", "/older?x=1", "/new", "/n%C3%A9w"]


def test_a_lasting_redirect_behind_a_passing_one_does_not_last(site, fetcher):
    site.give("/old", status=302, Location="/new")
    site.give("/new", status=301, Location="/newest")
    site.give("/newest", "Here")
    answer = fetcher.get(site.url("/old"))
    assert (answer.url, answer.moved_to) == (site.url("/newest"), None)


def test_a_redirect_in_letters_that_are_not_ascii_is_followed(site, fetcher):
    site.give("/old", status=301, Location="/né".encode().decode("latin-1"))
    site.give("/n%C3%A9", "Here")
    assert fetcher.get(site.url("/old")).content == b"Here"


def test_circles_and_endless_redirects_are_named(site, fetcher):
    site.give("/a", status=302, Location="/b")
    site.give("/b", status=302, Location="/a")
    for number in range(10):
        site.give(f"/{number}", status=302, Location=f"/{number + 1}")
    assert refused(fetcher, site.url("/a")) == (
        f"{site.url('/a')}: it redirects in a circle, to {site.url('/a')}: correct the address"
    )
    assert refused(fetcher, site.url("/0")) == (
        f"{site.url('/0')}: it redirects more than 5 times, last to {site.url('/6')}: "
        "correct the address"
    )
    assert site.paths == ["/a", "/b", "/0", "/1", "/2", "/3", "/4", "/5"]


@pytest.mark.parametrize("location", ["file:///etc/passwd", "ftp://x.example/", "//["])
def test_a_redirect_leads_to_the_web_or_nowhere(site, fetcher, location):
    site.give("/", status=302, Location=location)
    assert refused(fetcher, site.url("/")).endswith(
        (": only http and https addresses are fetched: give one", ": correct it")
    )


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("file:///etc/passwd", "only http and https addresses are fetched: give one"),
        ("tidewater.example", "only http and https addresses are fetched: give one"),
        ("http://me:secret@x.example/", "it holds a name or password: leave that out"),
        ("http://x.example:99999/", "it is no web address: correct it"),
        (f"http://{'a' * 64}.example/", "it is no web address: correct it"),
    ],
)
def test_what_is_no_web_address_is_not_fetched(fetcher, url, said):
    assert refused(fetcher, url) == f"{url}: {said}"


def test_private_servers_are_refused_unless_allowed(site):
    site.give("/", "Here")
    url = site.url("/")
    assert refused(Fetcher(limits=PATIENT), url) == (
        f"{url}: it lies in a private network: allow that with --allow-private"
    )
    assert site.asked == []
    assert Fetcher(allow_private=True, limits=PATIENT).get(url).content == b"Here"


def test_a_name_that_means_a_private_address_besides_is_refused(site):
    fetcher = Fetcher(limits=PATIENT, resolve=lambda _host, _port: ("93.184.216.34", "127.0.0.1"))
    assert "private network" in refused(fetcher, site.url("/").replace("127.0.0.1", "x.example"))


def test_the_address_that_was_checked_is_the_one_connected_to(site, monkeypatch):
    site.give("/", "Here")
    asked = []

    def resolve(host, _port):
        asked.append(host)
        return ["127.0.0.1"]

    monkeypatch.setattr(http_connection, "is_public", lambda address: asked.append(address) or True)
    fetcher = Fetcher(limits=PATIENT, resolve=resolve)
    assert fetcher.get(site.url("/").replace("127.0.0.1", "x.example")).content == b"Here"
    assert asked == ["x.example", "127.0.0.1"]
    ((_, headers),) = site.asked
    assert headers["Host"].startswith("x.example:")


def test_every_redirect_is_checked_anew(site, monkeypatch):
    site.give("/", status=302, Location=site.url("/").replace("127.0.0.1", "inside.example"))
    monkeypatch.setattr(http_connection, "is_public", lambda address: address == "127.0.0.1")
    addresses = {"127.0.0.1": "127.0.0.1", "inside.example": "10.0.0.1"}
    fetcher = Fetcher(limits=PATIENT, resolve=lambda host, _port: [addresses[host]])
    assert "inside.example" in refused(fetcher, site.url("/"))


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1::1", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),  # noqa: S104 - an address to refuse
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("::", False),
        ("fe80::1%2", False),
        ("fd00::1", False),
        ("ff02::1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:93.184.216.34", True),
        ("2002:7f00:1::", False),
        ("64:ff9b::7f00:1", False),
    ],
)
def test_an_address_is_public_or_not_however_it_is_wrapped(address, public):
    assert is_public(address) is public


@pytest.mark.parametrize(
    "packed", [gzip.compress(b"news " * 100, mtime=0), zlib.compress(b"news " * 100)]
)
def test_packed_content_is_unpacked(site, fetcher, packed):
    site.give("/", packed, Content_Encoding="gzip")
    assert fetcher.get(site.url("/")).content == b"news " * 100


@pytest.mark.parametrize(
    ("content", "headers", "said"),
    [
        (b"a" * 10_001, {}, "larger than 0.01 MB"),
        (
            gzip.compress(b"a" * 1_000_000, mtime=0),
            {"Content-Encoding": "gzip"},
            "larger than 0.01 MB",
        ),
        (
            gzip.compress(b"news" * 99, mtime=0)[:-9],
            {"Content-Encoding": "gzip"},
            "the answer is broken off",
        ),
        (b"no gzip", {"Content-Encoding": "gzip"}, "Error -3 while decompressing data: "),
        (b"?", {"Content-Encoding": "br"}, "packed in a way not asked for (br)"),
        (b"zz\r\n", {"Transfer-Encoding": "chunked"}, "IncompleteRead(0 bytes read)"),
    ],
)
def test_too_large_broken_or_strange_content_is_named(site, fetcher, content, headers, said):
    site.replies["/"] = Reply(content, headers=headers, length=None)
    sentence = refused(fetcher, site.url("/"))
    assert sentence.startswith(f"{site.url('/')}: {said}")
    assert sentence.endswith(": check the address, or try again later")


def test_a_body_shorter_than_it_says_is_broken_off(site, fetcher):
    site.replies["/"] = Reply(b"half", length=8)
    assert refused(fetcher, site.url("/")) == (
        f"{site.url('/')}: the answer is broken off: check the address, or try again later"
    )


def endless(handler):
    handler.send_response(200)
    handler.end_headers()
    while True:
        handler.wfile.write(b"a" * 5_000)


# Whoever waits for the next byte only, gets his answer, after two seconds of 0.05.
def dripping(handler):
    handler.send_response(200)
    handler.end_headers()
    for _ in range(40):
        handler.wfile.write(b"a")
        handler.wfile.flush()
        time.sleep(0.05)


def dripping_headers(handler):
    for byte in b"HTTP/1.1 200 OK\r\nX: aaaaaaaaaaaaaaaa\r\n\r\n":
        handler.wfile.write(bytes([byte]))
        handler.wfile.flush()
        time.sleep(0.05)


def silent(handler):
    """Says nothing until the other side has gone."""
    handler.connection.settimeout(60)
    handler.connection.recv(1)


def test_an_endless_body_ends_at_the_size_limit(site, fetcher):
    site.replies["/"] = endless
    assert "larger than 0.01 MB" in refused(fetcher, site.url("/"))


@pytest.mark.parametrize("slow", [dripping, dripping_headers, silent])
def test_a_slow_answer_ends_at_the_time_limit_however_it_drips(site, slow):
    fetcher = Fetcher(allow_private=True, limits=replace(PATIENT, timeout_s=0.5))
    site.replies["/"] = slow
    assert refused(fetcher, site.url("/")) == (
        f"{site.url('/')}: no whole answer within 0.5 s: try again later"
    )


@pytest.mark.parametrize("line", [b"", b"SMTP ready\r\n", b"HTTP/1.1 999999 ?\r\n\r\n"])
def test_what_does_not_speak_http_is_named(site, fetcher, line):
    site.replies["/"] = lambda handler: handler.wfile.write(line)
    assert refused(fetcher, site.url("/")).startswith(f"{site.url('/')}: ")


def test_a_server_that_is_not_there_is_named(fetcher):
    with running_site() as gone:
        url = gone.url("/")
    assert refused(fetcher, url) == (
        f"{url}: Connection refused: check the address, or try again later"
    )


def test_a_name_that_does_not_exist_is_named():
    def resolve(_host, _port):
        raise OSError(-2, "Name or service not known")

    assert refused(Fetcher(resolve=resolve), "http://nowhere.example/") == (
        "http://nowhere.example/: Name or service not known: check the address, or try again later"
    )


def test_a_server_without_a_certificate_is_named(site, fetcher):
    url = site.url("/").replace("http:", "https:")
    assert refused(fetcher, url).startswith(f"{url}: [SSL")


def test_one_host_is_not_asked_again_at_once(site):
    waits = []
    limits = replace(PATIENT, delay_s=3_600)
    fetcher = Fetcher(allow_private=True, limits=limits, sleep=waits.append)
    site.give("/", "Here")
    for host in ("127.0.0.1", "localhost", "127.0.0.1"):
        fetcher.get(site.url("/").replace("127.0.0.1", host))
    (wait,) = waits
    assert 3_000 < wait <= 3_600


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("http://x.example", RequestTarget("http", "x.example", 80, "/")),
        (
            "https://X.example:8443/a b?c=é#d",
            RequestTarget("https", "x.example", 8443, "/a%20b?c=%C3%A9"),
        ),
        ("HTTP://bücher.example/%20", RequestTarget("http", "xn--bcher-kva.example", 80, "/%20")),
        ("http://[::1]:80/", RequestTarget("http", "::1", 80, "/")),
    ],
)
def test_an_address_is_taken_apart_for_asking(url, target):
    assert parse_target(url) == target


_HOSTS = st.lists(st.text("abcXY019-ü한", min_size=1, max_size=8), min_size=1, max_size=3).map(
    ".".join
) | st.sampled_from(("[::1]", "127.0.0.1", "localhost"))
ADDRESSES = st.builds(
    "{}://{}{}{}{}".format,
    st.sampled_from(("http", "https", "HTTP")),
    _HOSTS,
    st.sampled_from(("", ":80", ":8443", ":99999")),
    st.sampled_from(("", "/", "/a b/%20", "/é?q=ü&x", "?q", "#d")),
    st.text(max_size=3),
)


@given(st.text(max_size=40) | ADDRESSES)
def test_any_address_is_taken_apart_or_refused_in_a_sentence(url):
    try:
        target = parse_target(url)
    except SourceError as error:
        event("refused")
        assert str(error).startswith(f"{url}: ")
    else:
        event("taken apart")
        assert target.host.isascii()
        assert target.path.isascii()
        assert http.client.HTTPConnection(target.host, target.port).host


RULES = """\
User-agent: *
Disallow: /cgi

User-agent: Backfile
Disallow: /private
"""


def test_the_rules_of_a_site_are_asked_for_once_and_followed(site, fetcher):
    site.give("/robots.txt", RULES, "text/plain")
    robots = Robots(fetcher)
    allowed = [
        not robots.refusal(site.url(path)) for path in ("/", "/cgi", "/private/1", "/privat")
    ]
    assert allowed == [True, True, False, True]
    assert site.paths == ["/robots.txt"]


@pytest.mark.parametrize(("status", "allowed"), [(404, True), (403, True), (500, False)])
def test_without_rules_all_is_allowed_and_without_a_server_nothing(site, fetcher, status, allowed):
    site.give("/robots.txt", status=status)
    assert (not Robots(fetcher).refusal(site.url("/"))) is allowed


def test_a_site_that_cannot_be_reached_allows_nothing(site):
    assert "network: allow that with" in Robots(Fetcher(limits=PATIENT)).refusal(site.url("/"))
