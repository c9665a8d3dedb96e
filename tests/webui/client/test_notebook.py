"""The notebook of docs/: its cells run against a served archive, and it comes without outputs."""

import json
from collections import Counter
from pathlib import Path

import matplotlib as mpl
import pytest

from indexer.schema.fields import UNDATED
from tests.support.articles import record
from tests.support.served_archive import on_a_socket, served_archive, story

NOTEBOOK = Path(__file__).resolve().parents[3] / "docs" / "coverage.ipynb"
RECORDS = [
    *map(story, range(1, 29)),
    record("Boats of a year", published="2020", regions=["Africa/Kenya", "Asia/Nepal"]),
    record("Boats in May", published="2021-05-03", regions=["Africa/Kenya"]),
    record("Boats without a date"),
]


@pytest.fixture(scope="module")
def notebook():
    return json.loads(NOTEBOOK.read_text("utf-8"))


def test_it_has_no_outputs_and_says_nothing_of_a_machine(notebook):
    cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert [(cell["outputs"], cell["execution_count"]) for cell in cells] == [([], None)] * 4
    assert sorted(notebook["metadata"]) == ["kernelspec", "language_info"]


def test_its_tables_are_a_plain_count_of_the_archive(notebook, tmp_path, monkeypatch):
    mpl.use("Agg")
    with (
        served_archive(tmp_path, RECORDS) as archive,
        on_a_socket(archive.client.application) as address,
    ):
        monkeypatch.setenv("BACKFILE_ADDRESS", address)
        names = {}
        for cell in notebook["cells"]:
            if cell["cell_type"] == "code":
                code = "".join(cell["source"])
                exec(compile(code, cell["id"], "exec"), names)  # noqa: S102 - the repository's own
    import matplotlib.pyplot as plt

    plt.close("all")
    articles = [each.article for each in RECORDS]
    assert names["total"] == len(articles)
    assert names["by_month"].to_dict() == {
        names["pd"].Timestamp(f"2021-0{month}-01"): count
        for month, count in ((3, 28), (4, 0), (5, 1))
    }
    assert names["without_month"] == 2
    plain = Counter(
        (place, str(article.published.days()[0].year) if article.published.value else UNDATED)
        for article in articles
        for place in {region.path[0] for region in article.regions} or {"No region"}
    )
    table = names["by_region"]
    counted = {
        (place, year): int(table.loc[year, place]) for place in table for year in table.index
    }
    assert {pair: count for pair, count in counted.items() if count} == plain
    assert len(names["found"]) == len(articles)
