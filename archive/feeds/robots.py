"""Robots Exclusion Protocol (RFC 9309): the pages that a site lets programs fetch.

The group of rules for Backfile applies, else that for "*". In it the longest match wins, with
wildcards `*` and `$`, and of two as long the one that allows. `Crawl-delay` is not in the RFC and
ignored: the fetcher waits between requests to one host in any case.
"""

import re
from urllib.parse import urlsplit

from protego import Protego

from archive.errors import SourceError
from archive.feeds.http_client import AGENT, Fetcher
from archive.feeds.http_connection import parse_target

_ALL = ""
_ACCEPT = "text/plain, */*;q=0.1"
# As much as the RFC (2.5) asks to be read.
_READ_BYTES = 512_000
_AGENT_LINE = re.compile(r"\s*user[- ]?agent\b[\s:]*(?P<agent>\*|[a-z_-]*)", re.IGNORECASE)


class Robots:
    """Rules by site, or why there are none, fetched at the first question about each."""

    def __init__(self, fetcher: Fetcher) -> None:
        self._fetcher = fetcher
        self._rules: dict[str, Protego | str] = {}

    def refusal(self, url: str) -> str:
        """Why the page may not be fetched, as a clause with its repair; "" where it may be.

        None may be where robots.txt cannot be had (5xx, no response). Raises `SourceError` for an
        address that cannot be fetched at all.
        """
        parse_target(url)
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._rules:
            self._rules[site] = self._read(site)
        rules = self._rules[site]
        if isinstance(rules, str):
            return f"its site's rules for programs cannot be had ({rules})"
        if not rules.can_fetch(url, AGENT):
            return "its site asks programs not to fetch it (robots.txt)"
        return ""

    def _read(self, site: str) -> Protego | str:
        """Fetch robots.txt; or what is wrong with it, where nothing is allowed.

        A 4xx allows everything, other failures nothing (RFC 9309, 2.3.1).
        """
        try:
            answer = self._fetcher.get(f"{site}/robots.txt", accept=_ACCEPT)
        except SourceError as error:
            return str(error)
        if answer.is_success:
            content = answer.content[:_READ_BYTES].decode("utf-8-sig", "replace")
            return Protego.parse(_for_us(content))
        if 400 <= answer.status < 500:
            return Protego.parse(_ALL)
        return f"{site}/robots.txt: the server answered {answer.status}: try again later"


def _for_us(rules: str) -> str:
    """Rewrite robots.txt so that agents other than ours and "*" are all called "another".

    Works around two faults of protego: a product token ends with its letters (RFC 9309, 2.2.1),
    so "Backfile/1.0" is ours and "Back" is not, but protego matches the other way round; and it
    copies each rule for each agent above it, which for thousands of both takes minutes.
    """
    return "\n".join(map(_named_for_us, rules.splitlines()))


def _named_for_us(line: str) -> str:
    match = _AGENT_LINE.match(line)
    if match is None:
        return line
    agent = match["agent"].lower()
    return f"User-agent: {agent if agent in {'*', AGENT.lower()} else 'another'}"
