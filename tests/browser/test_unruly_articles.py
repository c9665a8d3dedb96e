"""Text that leaves its box, articles that are too long, and paper, in a real browser."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import opened

pytestmark = pytest.mark.browser

ZALGO = "".join(f"o{chr(0x300 + n % 0x4F) * 30}" for n in range(40))
OVERRIDE = "\u202egnp.exe\u2067 \u202dabc\u2069\u200f"
HOSTILE = {
    "word": "w" * 10_000,
    "zalgo": ZALGO,
    "directions": OVERRIDE * 40,
    "spaces": f"a{' ' * 5_000}b{chr(9) * 5_000}c{chr(0xA0) * 3_000}d{chr(0x3000) * 500}e",
    "table": "\n".join("+-----" * 60 if n % 2 else "|     " * 60 for n in range(20)),
    "address": "https://example.org/" + "a/?b=c&" * 400,
    "joined": "\u2060".join("abc" * 400) + "\u00ad" * 2_000 + "\ufeff" * 2_000,
    "flags": "\U0001f468\u200d\U0001f469\u200d\U0001f467" * 300 + "\U0001f1f0\U0001f1f5" * 300,
    "wide": "﷽" * 300 + "𒐫" * 200 + "꧅" * 200,
    "thai": "ก็็็็็็็็็็็็็็็็็็็็" * 60,
}
MARKED = "quincunx"
# Rectangles of what is drawn beyond its article's box, by more than the room that clipped text has;
# and the page, where it can be scrolled sideways.
OUTSIDE = """() => {
  const found = [];
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) found.push(["page", root.scrollWidth]);
  for (const box of document.querySelectorAll(".story, ol.found > li, .versions")) {
    const outer = box.getBoundingClientRect();
    for (const each of box.querySelectorAll("*")) {
      if (each.closest(".unseen, .hit-bar, svg")) continue;
      const clips = getComputedStyle(each).overflowX === "clip";
      if (!clips && each.parentElement.closest("p, h1, h2, h3, dd")) continue;
      const { left, right, top, bottom, width, height } = each.getBoundingClientRect();
      const inside = left >= outer.left - 1 && right <= outer.right + 1
        && top >= outer.top - 1 && bottom <= outer.bottom + 1;
      if (width && height && !inside) found.push([each.tagName, each.className, left, right]);
    }
  }
  return found;
}"""


def shared_strings():
    """Naughty strings beside the repository; none where they are absent."""
    file = Path(__file__).parents[3] / "shared/data/blns/blns.json"
    return json.loads(file.read_text("utf-8")) if file.exists() else []


def records():
    for name, text in {**HOSTILE, "many": "\n".join(shared_strings())}.items():
        yield {
            "headline": f"{MARKED} {name} {text[:3_000]}",
            "text": [text, text[:200], f"{MARKED} {text} {MARKED}", f"last of {name}"],
            "subheads": [1],
            "items": [2, 3],
            "pictures": [{"address": f"https://example.org/{'a' * 1_500}.jpg", "caption": text}],
            "caption": [text, "A sailor."],
            "byline": [text[:500] or name],
            "source": text[:500],
            "section": text[:500],
            "url": f"https://example.org/{name}",
        }
    body = "\n\n".join("The ferry crews met at the harbour. " * 40 for _ in range(400))
    yield {
        "headline": "Minutes of the ferries",
        "text": [f"{MARKED} {body} {MARKED}"],
        "url": "https://example.org/long",
    }


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """The address of an archive of hostile articles, each in two versions."""
    backfile = Path(sys.executable).with_name("backfile")
    folder = tmp_path_factory.mktemp("hostile")
    home, file = folder / "home", folder / "hostile.jsonl"
    lines = [
        json.dumps({**each, "text": [*each["text"], *added]})
        for added in ((), ("and more",))
        for each in records()
    ]
    file.write_text("\n".join(lines), "utf-8")
    subprocess.run([backfile, "--home", home, "add", file], check=True, capture_output=True)
    process = subprocess.Popen(
        [backfile, "--home", home, "serve", "--port", "0", "--workers", "1"],
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield re.search(r"http://\S+", process.stdout.readline())[0]
    finally:
        process.terminate()
        process.wait(timeout=120)
        process.stdout.close()


@pytest.fixture(scope="module")
def addresses(server, chromium):
    """The addresses of the articles with the mark in their headline, the list's first."""
    context = chromium.new_context(base_url=server)
    hits = context.request.get(f"/api/v1/search?q=headline:{MARKED}&limit=100").json()["hits"]
    versions = context.request.get(f"/articles/{hits[0]['id']}/versions").text()
    context.close()
    assert "2 versions" in versions
    assert len(hits) == len(HOSTILE) + 1
    return [f"/articles/{hit['id']}" for hit in hits]


@pytest.mark.parametrize("width", [360, 768, 1440])
def test_no_text_leaves_its_box(measured_page, addresses, width):
    measured_page.set_viewport_size({"width": width, "height": 800})
    pages = [f"/?q={MARKED}", f"/?q={'w' * 2_000}"]
    pages += [f"{each}?q={MARKED}" for each in addresses]
    pages += [f"{each}/versions" for each in addresses]
    for address in pages:
        measured_page.goto(address)
        measured_page.evaluate("document.querySelectorAll('details').forEach((d) => d.open = true)")
        assert measured_page.evaluate(OUTSIDE) == [], (address, width)
        height = measured_page.evaluate("document.documentElement.scrollHeight")
        assert height < 200_000, (address, width)


def test_the_hits_of_a_long_article_lead_through_its_parts(page):
    page.goto(f"/?q={MARKED}+minutes")
    page.locator("ol.found h2 a").first.click()
    expect(page.locator("nav.parts p")).to_have_text([re.compile(r"^Part 1 of \d")] * 2)
    page.get_by_role("link", name="go to the first").click()
    expect(page.locator("#hit-1")).to_contain_text("Hit 1 of")
    hits = int(re.search(r"of (\d+)", page.locator("#hit-1").inner_text())[1])
    shown = page.locator("mark:target")
    for number in range(2, hits + 1):
        shown.get_by_role("link", name="Next").click()
        expect(shown).to_contain_text(f"Hit {number} of {hits}")
    assert "part=" in page.url
    last = page.url
    shown.get_by_role("link", name="Next").click()
    expect(shown).to_contain_text(f"Hit 1 of {hits}")
    shown.get_by_role("link", name="Previous").click()
    page.wait_for_url(last)
    expect(shown).to_contain_text(f"Hit {hits} of {hits}")
    strip = page.locator("svg.strip a")
    strip.first.click()
    expect(shown).to_contain_text(f"Hit 1 of {hits}")
    page.get_by_role("link", name="Back to the results").click()
    page.wait_for_url(re.compile(r"/\?q="))


def test_the_keys_lead_through_the_parts(measured_page):
    measured_page.goto(f"/?q={MARKED}+minutes")
    measured_page.locator("ol.found h2 a").first.click()
    expect(measured_page.locator(".keys")).to_be_visible()
    for number in (1, 2, 3):
        measured_page.keyboard.press("n")
        expect(measured_page.locator("mark:target")).to_contain_text(f"Hit {number} of")
    measured_page.keyboard.press("p")
    expect(measured_page.locator("mark:target")).to_contain_text("Hit 2 of")


@pytest.mark.parametrize("scheme", ["dark"])
def test_parts_and_hostile_text_pass_the_accessibility_rules(measured_page, addresses, scheme, axe):
    measured_page.emulate_media(color_scheme=scheme)
    measured_page.goto(f"/?q={MARKED}+minutes")
    measured_page.locator("ol.found h2 a").first.click()
    measured_page.wait_for_url("**/articles/**")
    assert axe(measured_page) == []
    measured_page.goto(f"{addresses[0]}?q={MARKED}")
    assert measured_page.locator(".captions li, .text > h2, .text > ul > li").count() == 4
    assert axe(measured_page) == []
    measured_page.goto(f"{addresses[0]}/versions")
    assert axe(measured_page) == []


def test_paper_is_black_on_white_without_navigation_or_marks(chromium, server, addresses):
    for page in opened(chromium, server, scripts=True):
        page.emulate_media(media="print", color_scheme="dark")
        page.goto(f"{addresses[0]}?q={MARKED}")
        style = "(e) => { const s = getComputedStyle(e); return [s.color, s.backgroundColor] }"
        assert page.locator("body").evaluate(style) == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
        mark = page.locator("h1 mark").first
        heading = page.locator("h1").evaluate("(e) => getComputedStyle(e).color")
        looks = (
            "(e) => { const { color, backgroundImage, backgroundColor, textDecorationLine }"
            " = getComputedStyle(e);"
            " return [color, backgroundImage, backgroundColor, textDecorationLine]; }"
        )
        assert mark.evaluate(looks) == [heading, "none", "rgba(0, 0, 0, 0)", "none"]
        for gone in (".box", ".way", ".strip", ".hit-bar", ".alike", ".card", ".colophon"):
            assert not page.locator(gone).first.is_visible()
        expect(page.get_by_text("This page: ")).to_be_visible()
        expect(page.get_by_text("Read on ")).to_be_visible()
        page.emulate_media(media="screen")
        expect(page.get_by_text("Read on ")).to_be_hidden()
        page.get_by_label("Print with the hits marked").check()
        page.emulate_media(media="print")
        assert mark.evaluate(looks)[-1] == "underline"
