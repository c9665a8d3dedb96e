"""The Robots Exclusion Protocol (RFC 9309): which pages a site lets programs fetch.

Of the rules for Backfile, else of those for every program, the longest that matches counts, with
`*` and `$` in it, and of two as long the one that allows. `Crawl-delay` is no part of the RFC and
passed over: between two fetches from one host the fetcher waits in any case.
"""

import re
from urllib.parse import urlsplit

from protego import Protego

from archive.errors import SourceError
from archive.feeds.http_client import AGENT, Fetcher
from archive.feeds.http_connection import parse_target

_ALL, _NOTHING = "", "User-agent: *\nDisallow: /"
_ACCEPT = "text/plain, */*;q=0.1"
# As much as the RFC (2.5) asks to be read.
_READ_BYTES = 512_000
_AGENT_LINE = re.compile(r"\s*user[- ]?agent\b[\s:]*(?P<agent>\*|[a-z_-]*)", re.IGNORECASE)


class Robots:
    """The rules of the sites that were asked about; each site's are fetched once."""

    def __init__(self, fetcher: Fetcher) -> None:
        self._fetcher = fetcher
        self._rules: dict[str, Protego] = {}

    def allow(self, url: str) -> bool:
        """Whether the page may be fetched; not, where the site cannot say.

        `SourceError` where it is no address that can be fetched.
        """
        parse_target(url)
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._rules:
            self._rules[site] = Protego.parse(_for_us(self._read(site)))
        return self._rules[site].can_fetch(url, AGENT)

    def _read(self, site: str) -> str:
        """What the site says. Without rules all is allowed; where the server fails, nothing is."""
        try:
            answer = self._fetcher.get(f"{site}/robots.txt", accept=_ACCEPT)
        except SourceError:
            return _NOTHING
        if answer.is_success:
            return answer.content[:_READ_BYTES].decode("utf-8-sig", "replace")
        return _ALL if 400 <= answer.status < 500 else _NOTHING


def _for_us(rules: str) -> str:
    """Rules in which all agents but ours and "*" have one name that is nobody's.

    An agent's name ends with its letters (RFC 9309, 2.2.1): "Backfile/1.0" is ours and "Back" is
    not, which the parser has the other way round. And it keeps every rule once for each of the
    names above it, so that thousands of names over thousands of rules take it minutes.
    """
    return "\n".join(map(_named_for_us, rules.splitlines()))


def _named_for_us(line: str) -> str:
    match = _AGENT_LINE.match(line)
    if match is None:
        return line
    agent = match["agent"].lower()
    return f"User-agent: {agent if agent in {'*', AGENT.lower()} else 'another'}"
