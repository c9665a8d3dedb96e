"""The map: its outlines are the gazetteer's countries, its shades the counts of articles."""

import gzip
import json
import re
from importlib.resources import files

import pytest

from archive.facts.regions.gazetteer.gazetteer import gazetteer
from tests.webui.fake_archive import an_article
from tests.webui.pages.browsing.browsing_corpus import CORPUS, at
from webui.pages.browsing.world_map import building
from webui.pages.browsing.world_map.country_shades import BOX, outlines, shade_bounds


def crowd(**counts):
    """Articles about places, as many as said."""
    return [
        an_article(f"{place} {n}", regions=at(tuple(place.split("__"))))
        for place, count in counts.items()
        for n in range(count)
    ]


def drawn(page):
    """Titles and shades of the countries that are links on the map."""
    svg = next(page.one("figure", class_="world").all("svg"))
    return {link.one("title").text: link.one("path").attributes["class"] for link in svg.all("a")}


def test_every_outline_is_a_country_at_its_place_in_the_gazetteer():
    by_code = gazetteer().by_code
    for outline in outlines():
        assert outline.region.split("/") == list(by_code[outline.code].paths()[0])
    codes = [outline.code for outline in outlines()]
    assert len(codes) == len(set(codes)) > 170
    assert {"KP", "KR", "TW", "XK", "EH", "PS", "UA", "GL"} <= set(codes)


def points(path):
    """Points of an outline, a list for each of its rings."""
    for ring in path.split("M")[1:]:
        x, y, *steps = map(int, re.findall("-?[0-9]+", ring))
        line = [(x, y)]
        for right, down in zip(steps[::2], steps[1::2], strict=True):
            line.append((line[-1][0] + right, line[-1][1] + down))
        yield line


def test_outlines_are_plain_closed_paths_inside_the_box():
    left, top, width, height = map(int, BOX.split())
    for outline in outlines():
        assert re.fullmatch(r"(?:M[0-9]+ [0-9]+l[0-9 -]+z)+", outline.path)
        for ring in points(outline.path):
            assert len(ring) > 2
            assert all(left < x < left + width and top <= y < top + height for x, y in ring)


def test_crimea_lies_in_ukraine_as_in_the_gazetteer():
    (ukraine,) = (outline for outline in outlines() if outline.code == "UA")
    assert len(list(points(ukraine.path))) == 2


def test_the_map_is_a_small_part_of_a_page():
    content = files("webui.pages.browsing.world_map").joinpath("outlines.json").read_bytes()
    assert len(gzip.compress(content)) < 25_000


def test_a_ring_across_the_antimeridian_stays_in_one_piece():
    scale = {"scale": [1, 1], "translate": [0, 0]}
    arc = [[175, 60], [9, 0], [0, 10], [-9, 0], [0, -10]]
    crossing = [[175, 60], [-351, 0], [0, 10], [351, 0], [0, -10]]
    for given in (arc, crossing):
        atlas = {
            "transform": scale,
            "arcs": [given],
            "objects": {
                "countries": {
                    "geometries": [
                        {
                            "type": "Polygon",
                            "arcs": [[0]],
                            "id": "643",
                            "properties": {"name": "Russia"},
                        }
                    ]
                }
            },
        }
        (country,) = building.outlines(atlas)
        assert (country["code"], country["region"]) == ("RU", "Europe/Russia")
        (ring,) = points(country["outline"])
        across = [x for x, _ in ring]
        assert max(across) - min(across) < 1_000


def test_countries_link_to_their_pages_in_shades_of_their_counts(page_of):
    articles = crowd(Asia__Iraq=1, Europe__France=5, Africa__Kenya__Kisumu=30)
    page = page_of("/regions", articles)
    assert drawn(page) == {
        "Iraq: 1 article": "shade-1",
        "Kenya: 30 articles": "shade-5",
        "France: 5 articles": "shade-3",
    }
    svg = next(page.one("figure", class_="world").all("svg"))
    assert "/regions/Africa/Kenya" in {link.attributes["href"] for link in svg.all("a")}
    assert len(list(svg.all("path"))) == len(outlines())
    assert [item.text for item in page.one("ul", class_="shades").all("li")] == [
        "1",
        "2–4",
        "5–9",
        "10–19",
        "20–30",
    ]


def test_what_has_no_outline_is_named_with_its_count(page_of):
    page = page_of("/", crowd(Asia__Singapore=2, Asia__Iraq=1, Atlantis=1))
    caption = page.one("figure", class_="world").one("figcaption").text
    assert "Not on the map: Singapore 2, Atlantis 1" in caption
    assert "Natural Earth" in caption


@pytest.mark.parametrize("articles", [[an_article()], crowd(Atlantis=3)])
def test_without_a_country_there_is_no_map(page_of, articles):
    for address in ("/", "/regions"):
        assert list(page_of(address, articles).all("figure", class_="world")) == []


def test_the_map_counts_as_the_directory_does(page_of):
    page = page_of("/regions", CORPUS)
    tree = {
        f"{next(item.all('a')).text}: {next(item.all('span', class_='count')).text}"
        for item in page.one("div", class_="atlas").all("li")
    }
    assert {title.split(" article")[0] for title in drawn(page)} <= tree


@pytest.mark.parametrize(
    ("highest", "bounds"),
    [
        (1, (1,)),
        (2, (1, 2)),
        (11, (1, 2, 5)),
        (30, (1, 2, 5, 10, 20)),
        (4_000, (1, 5, 20, 200, 1_000)),
        (15_156, (1, 5, 50, 500, 2_000)),
    ],
)
def test_shades_begin_at_round_numbers(highest, bounds):
    assert shade_bounds(highest) == bounds


def test_the_file_is_what_its_reader_expects():
    text = files("webui.pages.browsing.world_map").joinpath("outlines.json").read_text("utf-8")
    assert {tuple(each) for each in json.loads(text)} == {("code", "region", "outline")}
