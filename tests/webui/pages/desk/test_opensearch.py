"""The description of the search for browsers, and its completions."""

from lxml import etree

NAMESPACE = "{http://a9.com/-/spec/opensearch/1.1/}"


def test_the_description_leads_to_the_search_also_behind_a_prefix(client_of, page_of):
    (link,) = page_of("/").all("link", rel="search")
    assert link.attributes["href"] == "/opensearch.xml"
    for base in ("http://localhost/", "https://archive.example/papers/"):
        answer = client_of().get("/opensearch.xml", base_url=base)
        assert answer.mimetype == "application/opensearchdescription+xml"
        root = etree.fromstring(answer.data)
        urls = {each.get("type"): each.get("template") for each in root.findall(f"{NAMESPACE}Url")}
        assert urls["text/html"] == f"{base}?q={{searchTerms}}"
        assert urls["application/atom+xml"] == f"{base}feed.atom?q={{searchTerms}}"
        assert urls["application/x-suggestions+json"] == f"{base}opensearch.json?q={{searchTerms}}"
        assert len(root.findtext(f"{NAMESPACE}ShortName")) <= 16
        assert root.findtext(f"{NAMESPACE}Image").startswith(f"{base}static/")


def test_completions_are_the_text_and_a_list_of_queries(client_of):
    answer = client_of().get("/opensearch.json?q=mina")
    typed, completions = answer.json
    assert (answer.mimetype, typed) == ("application/x-suggestions+json", "mina")
    assert completions
    assert all(isinstance(each, str) for each in completions)
