"""Pages of browsing stay of a size that a browser can show, whatever an archive holds."""

import pytest

from archive.model.article import Credit, Precision, Published, Region, Role
from tests.webui.fake_archive import an_article

TWO_MEGABYTES = 2 * 1024 * 1024


def strange(number):
    """A text of 290 characters that take nine bytes each in an address."""
    return f"{number:05}" + "한" * 285


@pytest.fixture(scope="module")
def client(client_of):
    articles = [
        an_article(
            f"{n} " + "headline " * (20_000 if n < 3 else 1),
            credits=tuple(Credit(strange(n)[: 115 if n % 2 else 290], role) for role in Role),
            regions=tuple(Region((strange(n * 10 + m), "b"), None, "declared") for m in range(3)),
            source=strange(n),
            section=strange(n),
            topics=("x" * 1_000_000, strange(n)) if n < 3 else (),
            published=Published(f"{1000 + n}-06-02", Precision.DAY, "declared"),
        )
        for n in range(400)
    ]
    return client_of(articles)


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/people",
        "/regions",
        "/sources",
        "/sections",
        "/topics",
        "/days",
        "/days/1002-06-02",
        "/years/1002",
        "/regions/" + strange(10),
        "/topics/" + strange(1),
    ],
)
def test_no_page_of_browsing_is_over_two_megabytes(client, address):
    response = client.get(address)
    assert response.status_code == 200
    assert len(response.data) < TWO_MEGABYTES


def test_what_is_not_shown_is_counted(client):
    assert "100 earlier years not listed." in client.get("/days").text
    assert "rarer regions not listed." in client.get("/regions").text
    assert "100 years with fewer articles are not shown." in client.get("/").text


def test_a_person_of_a_name_of_a_kilobyte_has_a_page(client_of):
    name = "é" * 512
    client = client_of([an_article(credits=(Credit(name, Role.REPORTER),))])
    assert client.get(f"/people/{name}").status_code == 200
    assert name not in client.get("/people").text
