"""The source facet and the field find a source by any of its spellings, after every edit."""

from collections import Counter

import pytest

from archive.authority import Kind, merge_people, sources_file, split_off
from archive.store.refresh import refresh
from archive.store.store import Store
from indexer.engines.engine import FacetFilter
from indexer.engines.registry import ENGINES, engine_kind
from indexer.index.build import update
from indexer.index.generations import Generations
from indexer.search.results import SearchQuery
from indexer.search.service import SearchService
from tests.support.articles import record

SPELLED = ("Reuters", "REUTERS", "Reuter", "Halyard Wire", None)
RECORDS = [record(f"News {n}", source=SPELLED[n % 5], published="2020-01-02") for n in range(20)]
EDITS = ((merge_people, "Reuter", "Reuters"), (split_off, "Reuters", "REUTERS"))


def counts(results):
    (facet,) = [facet for facet in results.facets if facet.name == "source"]
    return {value.value: value.count for value in facet.values}


@pytest.mark.parametrize("engine", sorted(ENGINES))
def test_a_joined_source_is_one_value_that_every_spelling_finds(tmp_path, engine):
    generations, kind = Generations(tmp_path / "index"), engine_kind(engine)
    with Store.open(tmp_path / "archive.sqlite3", create=True) as store:
        store.add(RECORDS)
        with SearchService(store, generations) as service:
            for edit in (None, *EDITS):
                if edit:
                    change, *arguments = edit
                    with sources_file(tmp_path).editing() as document:
                        change(document, *arguments, Kind.SOURCE)
                    assert refresh(store, tmp_path).articles > 0
                update(store, generations, kind)
                plain = Counter(
                    change.article.preferred_source or "(none)" for change in store.changes_since(0)
                )
                assert counts(service.search(SearchQuery())) == plain
                for value, count in plain.items():
                    alone = {"source": FacetFilter(frozenset({value}))}
                    assert service.search(SearchQuery(filters=alone)).total == count
                if edit is EDITS[0]:
                    assert plain["Reuters"] == 12
                    for spelling in ("reuter", "REUTERS", "reuters"):
                        assert service.search(SearchQuery(f"source:{spelling}")).total == 12
            texts = {each.text for each in service.completions("source:reut")}
            assert "Reuters" in texts
