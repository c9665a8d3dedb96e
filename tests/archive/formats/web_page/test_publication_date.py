from archive.formats.web_page import publication_date
from archive.formats.web_page.html_tree import parse
from archive.formats.web_page.meta_tags import Meta
from archive.model.article import Precision, Published


def dated(*times, address=None):
    stated = "".join(f'<time datetime="{time}">then</time>' for time in times)
    page = parse(f"<html><body><h1>Ferry stops</h1>{stated}<p>It stops.</p></body></html>")
    return publication_date.published(page, (), Meta({}), address)


def test_a_date_that_was_refused_leaves_its_notice_where_the_page_states_no_other():
    assert dated("2997-01-05") == Published(notice="“2997-01-05” lies in the future")
    assert dated("1480-05-12") == Published(
        notice="“1480-05-12” is before 1600, when newspapers begin"
    )


def test_a_date_that_was_refused_says_nothing_where_the_page_states_another():
    address = "https://post.example/2019/06/04/ferry"
    assert dated("2997-01-05", address=address) == Published("2019-06-04", Precision.DAY, "address")


def test_a_page_without_a_date_has_no_notice():
    assert dated() == dated("soon") == Published()
