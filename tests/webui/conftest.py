"""Pages of a small archive, and what stands in them."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

import pytest

from archive.settings import Settings
from tests.webui.fake_archive import ARTICLES, FakeService, FakeStore
from webui.app import create_app

# Elements of HTML that have no end tag (WHATWG HTML, 13.1.2).
VOID = {"br", "hr", "img", "input", "link", "meta"}


@dataclass
class Element:
    """One element of a page."""

    tag: str
    attributes: dict
    inside: list = field(default_factory=list)

    @property
    def text(self):
        """What a reader sees of it, in one line."""
        return " ".join("".join(self._strings()).split())

    def _strings(self):
        for part in self.inside:
            yield from [part] if isinstance(part, str) else part._strings()

    def all(self, tag=None, **attributes):
        """The elements below it of this tag and these attributes (class_, aria_label)."""
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
        for part in self.inside:
            if isinstance(part, str):
                continue
            if tag in {None, part.tag} and wanted.items() <= part.attributes.items():
                yield part
            yield from part.all(tag, **attributes)

    def one(self, tag=None, **attributes):
        """The only such element."""
        (found,) = self.all(tag, **attributes)
        return found


class _Reader(HTMLParser):
    """Makes elements; fails where tags do not nest."""

    def __init__(self):
        super().__init__()
        self.open = [Element("", {})]

    def handle_starttag(self, tag, attrs):
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].inside.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag):
        assert self.open.pop().tag == tag

    def handle_data(self, data):
        self.open[-1].inside.append(data)


def read(html):
    """The elements of a page."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert len(reader.open) == 1
    return reader.open[0]


@pytest.fixture(scope="session")
def client_of():
    """Makes a client of an application on these articles."""

    def make(articles=ARTICLES, *, home="/home/reader/backfile", **service):
        app = create_app(
            Settings(home=Path(home), allowed_hosts="archive.example"),
            store=FakeStore(articles),
            service=FakeService(articles, **service),
        )
        return app.test_client()

    return make


@pytest.fixture(scope="session")
def page_of(client_of):
    """Gets a page of an application on these articles, which has to be there."""

    def get(address, articles=ARTICLES, *, status=200, **service):
        response = client_of(articles, **service).get(address)
        assert response.status_code == status
        return read(response.text)

    return get
