"""The form beside a list: every choice can be made and taken back without a script."""

from urllib.parse import urlencode

from archive.model.article import Credit, Role
from tests.webui.fake_archive import ARTICLES, BASRA, KISUMU, an_article


def links(element):
    return [(link.text, link.attributes["href"]) for link in element.all("a")]


def facet(page, label):
    """The part of the form that has one facet's check boxes."""
    return next(part for part in page.all("fieldset") if part.one("legend").text == label)


def sent(page):
    """What a browser sends when the form is submitted as it stands."""
    fields = [*page.one("form", id="search").all("input"), *page.all("input", form="search")]
    return urlencode(
        [
            (field.attributes["name"], field.attributes["value"])
            for field in fields
            if field.attributes["value"]
            and (field.attributes.get("type") != "checkbox" or "checked" in field.attributes)
        ],
        safe="/:",
    )


def headlines(page):
    return [h2.text for h2 in page.all("h2")]


def test_a_form_without_a_script_has_all_the_controls(page_of):
    page = page_of("/?q=the")
    form = page.one("form", id="search")
    assert (form.attributes["action"], form.attributes["method"]) == ("/", "get")
    assert form.attributes["role"] == "search"
    assert page.one("label", for_="q").text == "Words to look for"
    assert form.one("input", name="q").attributes["value"] == "the"
    assert [button.text for button in page.all("button")] == [
        "Search",
        "Apply",
        "Save",
        "Keys",
        "Close",
    ]
    assert all(button.attributes["type"] == "submit" for button in [*page.all("button")][:2])
    assert page.one("button", form="search").text == "Apply"
    assert [label.text for label in facet(page, "Date").all("label")] == ["From", "To"]
    assert [part.one("legend").text for part in page.all("fieldset")] == [
        "Date",
        "Region",
        "Byline",
        "Source",
        "Language",
        "Year",
        "Month",
        "Section",
        "Topic",
    ]


def test_whether_any_word_is_enough_is_a_choice_of_the_form(page_of):
    page = page_of("/?q=machine+ferry")
    box = page.one("input", name="match")
    assert (box.attributes["value"], "checked" in box.attributes) == ("any", False)
    assert sent(page) == "q=machine+ferry"
    any_word = page_of("/?q=machine+ferry&match=any&sort=fresh&explain=1")
    assert "checked" in any_word.one("input", name="match").attributes
    assert sent(any_word) == "q=machine+ferry&sort=fresh&explain=1&match=any"


def test_each_value_of_a_facet_is_a_check_box_with_its_count(page_of):
    boxes = list(facet(page_of("/articles"), "Language").all("label"))
    assert [(box.one("input").attributes["value"], box.text) for box in boxes] == [
        ("en", "English 2"),
        ("ar", "Arabic 1"),
    ]


def test_a_tree_opens_down_to_its_third_level(page_of):
    region = facet(page_of("/articles"), "Region")
    paths = [box.attributes["value"] for box in region.all("input")]
    assert paths == [
        "Asia",
        "Asia/Iraq",
        "Asia/Iraq/Basra",
        "Asia/North Korea",
        "Asia/North Korea/South Hamgyong",
        "Africa",
        "Africa/Kenya",
        "Africa/Kenya/Kisumu",
    ]
    assert [summary.text for summary in region.all("summary")] == [
        "Within Asia",
        "Within Iraq",
        "Within North Korea",
        "Within Africa",
        "Within Kenya",
    ]


def test_only_the_branches_with_a_choice_are_open(page_of):
    region = facet(page_of("/?region=Asia/Iraq/Basra&not=region:Africa/Kenya/Nakuru"), "Region")
    opened = region.all("details", open="")
    assert [next(details.all("summary")).text for details in opened] == [
        "Within Asia",
        "Within Iraq",
        "Within Africa",
        "Within Kenya",
    ]


def test_a_byline_opens_to_its_roles(page_of):
    values = [box.attributes["value"] for box in facet(page_of("/articles"), "Byline").all("input")]
    assert values[:2] == ["Hana Seo", "Hana Seo/translator"]


def test_a_submitted_form_keeps_the_whole_state(page_of):
    state = (
        "q=machine&region=Asia&region=Mars&byline=Hana+Seo/translator&not=region:Africa"
        "&not=source:Nobody&from=2010&to=2019-06&sort=oldest"
    )
    assert sorted(sent(page_of(f"/?{state}")).split("&")) == sorted(state.split("&"))


def test_a_submitted_form_starts_at_the_first_page_in_the_order_that_suits(page_of):
    assert sent(page_of("/?page=3&sort=")) == ""


def test_a_ticked_value_narrows_the_list_and_the_others_keep_their_counts(page_of):
    page = page_of("/?language=ar")
    assert headlines(page) == [BASRA.headline]
    assert [label.text for label in facet(page, "Language").all("label")] == [
        "English 2",
        "Arabic 1",
    ]
    (ticked,) = facet(page, "Language").all("input", checked="")
    assert ticked.attributes["value"] == "ar"


def test_each_value_can_be_chosen_alone_or_excluded_by_a_link(page_of):
    page = page_of("/?q=the&language=ar&year=2016&page=2")
    assert links(facet(page, "Language")) == [
        ("Clear language", "/?q=the&year=2016"),
        ("only English", "/?q=the&language=en&year=2016"),
        ("not English", "/?q=the&language=ar&year=2016&not=language:en"),
        ("only Arabic", "/?q=the&language=ar&year=2016"),
        ("not Arabic", "/?q=the&year=2016&not=language:ar"),
    ]


def test_a_choice_within_a_facet_keeps_what_it_excludes(page_of):
    page = page_of("/?not=language:fr&not=region:Mars&source=Halyard+Wire")
    assert (
        "only English",
        "/?source=Halyard+Wire&language=en&not=language:fr&not=region:Mars",
    ) in links(facet(page, "Language"))


def test_a_list_with_a_long_address_has_no_link_beside_each_value(page_of):
    page = page_of(f"/?q={'the+' * 300}&not=language:fr")
    assert [text for text, _ in links(facet(page, "Language"))] == ["Clear language"]


ROLES = [
    an_article("A", credits=(Credit("Ada Lind", Role.REPORTER), Credit("Bo Ek", Role.TRANSLATOR))),
    an_article("B", credits=(Credit("Ada Lind", Role.REPORTER), Credit("Cy Oh", Role.TRANSLATOR))),
    an_article("C", credits=(Credit("Bo Ek", Role.TRANSLATOR),)),
]


def test_roles_that_occur_are_choices_of_the_byline(page_of):
    byline = facet(page_of("/?q=the&page=2", ROLES), "Byline")
    assert links(byline.one("ul", class_="roles")) == [
        ("All names", "/?q=the&page=2"),
        ("Reporters", "/?q=the&role=reporter&page=2"),
        ("Translators", "/?q=the&role=translator&page=2"),
    ]


def test_with_a_role_the_byline_lists_the_names_in_it_ranked_by_it(page_of):
    page = page_of("/?role=translator", ROLES)
    byline = facet(page, "Byline")
    assert [(box.one("input").attributes["value"], box.text) for box in byline.all("label")] == [
        ("Bo Ek/translator", "Bo Ek 2"),
        ("Cy Oh/translator", "Cy Oh 1"),
    ]
    assert next(byline.all("a", aria_current="true")).text == "Translators"
    assert ("only Bo Ek", "/?byline=Bo+Ek/translator&role=translator") in links(byline)
    assert sent(page) == "role=translator"


def test_a_role_that_nobody_has_can_be_left_again(page_of):
    byline = facet(page_of("/?role=editor", ROLES), "Byline")
    assert list(byline.all("label")) == []
    assert ("All names", "/articles") in links(byline)


def test_a_name_ticked_without_the_role_stays_in_the_form(page_of):
    page = page_of("/?role=translator&byline=Ada+Lind", ROLES)
    assert sorted(sent(page).split("&")) == ["byline=Ada+Lind", "role=translator"]


def test_only_the_byline_has_roles(page_of):
    region = facet(page_of("/?role=reporter"), "Region")
    assert list(region.all("ul", class_="roles")) == []


def test_an_excluded_value_can_be_taken_back_by_a_link_or_by_its_box(page_of):
    page = page_of("/?not=region:Asia")
    assert headlines(page) == [KISUMU.headline]
    region = facet(page, "Region")
    assert region.one("input", name="not").attributes == {
        "type": "checkbox",
        "form": "search",
        "name": "not",
        "value": "region:Asia",
        "checked": "",
    }
    assert ("undo the exclusion of Asia", "/articles") in links(region)


def test_what_narrows_the_list_is_named_and_can_be_removed(page_of):
    page = page_of(
        "/?q=m&region=Asia/North+Korea&byline=Hana+Seo/translator&not=source:Halyard+Wire"
        "&from=2010&to=2019-06&page=2"
    )
    chips = page.one("ul", aria_label="What narrows the list")
    rest = "&from=2010&to=2019-06"
    assert links(chips) == [
        (
            "Remove Byline Hana Seo › translator",
            f"/?q=m&region=Asia/North+Korea&not=source:Halyard+Wire{rest}",
        ),
        (
            "Remove Region Asia › North Korea",
            f"/?q=m&byline=Hana+Seo/translator&not=source:Halyard+Wire{rest}",
        ),
        (
            "Remove Source not Halyard Wire",
            f"/?q=m&region=Asia/North+Korea&byline=Hana+Seo/translator{rest}",
        ),
        (
            "Remove From 2010",
            (
                "/?q=m&region=Asia/North+Korea&byline=Hana+Seo/translator"
                "&not=source:Halyard+Wire&to=2019-06"
            ),
        ),
        (
            "Remove To 2019-06",
            (
                "/?q=m&region=Asia/North+Korea&byline=Hana+Seo/translator"
                "&not=source:Halyard+Wire&from=2010"
            ),
        ),
        ("Clear all", "/?q=m"),
    ]


def test_a_list_that_nothing_narrows_has_nothing_to_clear(page_of):
    assert "Clear all" not in page_of("/?q=machine").text


def crowd(size):
    """As many articles as reporters, each reporter with one article."""
    return [
        an_article(f"Story {n}", credits=(Credit(f"Reporter {n:03}", Role.REPORTER),))
        for n in range(size)
    ]


def test_twelve_values_are_shown_and_the_rest_is_folded(page_of):
    sources = [an_article(f"A{n}", source=f"Source {n:02}") for n in range(15)]
    source = facet(page_of("/articles", sources), "Source")
    more = source.one("details", class_="more")
    assert "open" not in more.attributes
    assert next(more.all("summary")).text == "3 more"
    assert len(list(source.all("input", type="checkbox"))) == 15
    assert len(list(more.all("input", type="checkbox"))) == 3


def test_the_fold_is_open_where_a_choice_lies_in_it(page_of):
    byline = facet(page_of("/?byline=Reporter+013/reporter", crowd(15)), "Byline")
    assert "open" in byline.one("details", class_="more").attributes


def test_values_that_are_left_out_are_counted(page_of):
    byline = facet(page_of("/articles", crowd(75)), "Byline")
    omitted = byline.one("p", class_="omitted")
    assert omitted.text == "63 more: see all bylines"
    assert links(omitted) == [("63 more: see all bylines", "/facets/byline")]
    finder = byline.one("form")
    assert (finder.attributes["action"], finder.attributes["method"]) == ("/facets/byline", "get")
    assert finder.one("input", name="find").attributes["aria-label"] == "Find a byline"


def test_a_search_in_a_facet_is_for_the_list_that_is_shown(page_of):
    page = page_of("/?q=stay&source=&not=region:Mars&size=50&page=1", crowd(75))
    finder = facet(page, "Byline").one("form")
    fields = [
        (each.attributes["name"], each.attributes.get("value")) for each in finder.all("input")
    ]
    assert fields == [("q", "stay"), ("not", "region:Mars"), ("size", "50"), ("find", None)]


def test_a_value_that_is_no_name_any_more_has_no_box(page_of):
    page = page_of("/articles", [an_article("A", source="S" * 401), an_article("B", source="T")])
    source = facet(page, "Source")
    assert [box.attributes["value"] for box in source.all("input", type="checkbox")] == ["T"]
    assert source.one("p", class_="omitted").text == "1 more: see all sources"


def test_months_are_folded(page_of):
    months = facet(page_of("/articles"), "Month")
    assert next(months.all("summary")).text == "3 months"
    assert [box.text for box in months.all("label")] == ["May 2022 1", "March 2016 1", "Undated 1"]


def test_twelve_values_need_no_fold(page_of):
    byline = facet(page_of("/articles", crowd(12)), "Byline")
    assert list(byline.all("details", class_="more")) == []
    assert list(byline.all("p", class_="omitted")) == []


def test_a_facet_that_no_article_has_is_not_shown(page_of):
    page = page_of("/articles", [an_article()])
    assert [part.one("legend").text for part in page.all("fieldset")] == ["Date"]


def test_every_part_of_the_page_can_be_reached_by_name(page_of):
    page = page_of("/?q=machine&region=Asia", ARTICLES)
    assert page.one("html").attributes["lang"] == "en"
    assert [skip.attributes["href"] for skip in page.all("a", class_="skip")] == [
        "#results",
        "#filters",
    ]
    assert page.one("ol", class_="found").attributes["id"] == "results"
    assert page.one("aside").attributes["id"] == "filters"
    assert page.one("main").attributes["id"] == "main"
    assert page.one("aside").attributes["aria-label"] == "Narrow the list"
    assert page.one("section").attributes["aria-labelledby"] == page.one("h1").attributes["id"]


AUSTRIAN = an_article("Die Fähre fährt", language="de-AT")
GERMAN = an_article("Die Fähre liegt", language="de")


def test_the_varieties_of_a_language_lie_below_it_under_their_names(page_of):
    page = page_of("/articles", [AUSTRIAN, GERMAN])
    assert links(facet(page, "Language"))[:4] == [
        ("only German", "/?language=de"),
        ("not German", "/?not=language:de"),
        ("only German (Austria)", "/?language=de/de-AT"),
        ("not German (Austria)", "/?not=language:de/de-AT"),
    ]


def test_an_address_with_the_tag_alone_leads_to_the_variety(page_of):
    for address in ("/?language=de-AT", "/?language=de/de-AT"):
        page = page_of(address, [AUSTRIAN, GERMAN])
        assert headlines(page) == ["Die Fähre fährt"]
        assert sent(page) == "language=de/de-AT"
        chips = page.one("ul", aria_label="What narrows the list")
        assert links(chips)[0] == ("Remove Language German (Austria)", "/articles")
    assert headlines(page_of("/?not=language:de-AT", [AUSTRIAN, GERMAN])) == ["Die Fähre liegt"]
