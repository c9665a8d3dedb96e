"""Which host names an archive is served under."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webui.access.host_names import host_names, name_in


@pytest.mark.parametrize(
    ("listened_on", "allowed", "host", "allows"),
    [
        ("127.0.0.1", "", "192.0.2.1", False),
        ("127.0.0.1", "", "127.0.0.2", False),
        ("192.0.2.1", "", "192.0.2.1:8000", True),
        ("192.0.2.1", "", "192.0.2.2", False),
        ("2001:DB8::1", "", "[2001:db8:0::1]:8000", True),
        ("0.0.0.0", "", "192.0.2.2:8000", True),  # noqa: S104 - named, not bound
        ("0.0.0.0", "", "archive.example", False),  # noqa: S104 - named, not bound
        ("::", "", "[2001:db8::7]", True),
        ("", "", "localhost", True),
        ("archive.example", "", "ARCHIVE.example.", True),
        ("127.0.0.1", " News.Example. ,b.example", "news.example:443", True),
        ("127.0.0.1", "news.example", "sub.news.example", False),
        ("127.0.0.1", "news.example", "news.example.evil.example", False),
        ("127.0.0.1", "zürich.example", "xn--zrich-kva.example", True),
        ("127.0.0.1", "[2001:db8::1]", "[2001:db8::1]", True),
        ("127.0.0.1", ",,", "", False),
    ],
)
def test_names_and_addresses(listened_on, allowed, host, allows):
    assert host_names(listened_on, allowed).allows(host, "/") is allows


@pytest.mark.parametrize(
    ("target", "allows"),
    [
        ("/", True),
        ("*", True),
        ("//evil.example/", True),
        ("http://localhost:1/x", True),
        ("HTTP://LOCALHOST", True),
        ("http://evil.example/", False),
        ("http://localhost@evil.example/", False),
        ("http://evil.example#localhost", False),
        ("evil.example:443", False),
        ("evil", False),
    ],
)
def test_a_target_that_is_a_whole_address_names_the_same_host(target, allows):
    assert host_names("127.0.0.1", "").allows("localhost", target) is allows


@given(st.text(max_size=40), st.text(max_size=40))
def test_whatever_a_request_says_is_read(host, target):
    names = host_names("127.0.0.1", host)
    names.allows(host, target)
    found = name_in(host)
    assert found is None or not set(found) & set("@/\\ \t\r\n,?#")
