"""What a site lets programs fetch (RFC 9309)."""

from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from archive.errors import SourceError
from archive.feeds.http_client import AGENT, Fetcher

_NOTHING = ("User-agent: *", "Disallow: /")
_ACCEPT = "text/plain, */*;q=0.1"


class Robots:
    """The rules of the sites that were asked about; each site's are fetched once."""

    def __init__(self, fetcher: Fetcher) -> None:
        self._fetcher = fetcher
        self._rules: dict[str, RobotFileParser] = {}

    def allow(self, url: str) -> bool:
        """Whether the page may be fetched; not, where the site cannot say."""
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._rules:
            self._rules[site] = self._read(site)
        return self._rules[site].can_fetch(AGENT, url)

    def _read(self, site: str) -> RobotFileParser:
        rules = RobotFileParser()
        try:
            answer = self._fetcher.get(f"{site}/robots.txt", accept=_ACCEPT)
        except SourceError:
            rules.parse(_NOTHING)
            return rules
        if answer.is_success:
            rules.parse(answer.content.decode("utf-8", "replace").splitlines())
        else:
            # Where there are no rules, all is allowed; where the server fails, nothing is.
            rules.parse(() if 400 <= answer.status < 500 else _NOTHING)
        return rules
