"""The commands of saved searches."""

import json
import re
from pathlib import Path

SEEDS = Path(__file__).resolve().parents[2] / "seeds"


def test_a_search_is_saved_listed_shown_renamed_and_removed(backfile, tmp_path):
    assert backfile("add", str(SEEDS / "wire.jsonl")).code == 0
    added = backfile("saved", "add", "Kenya, of late", "ferry", "--from", "2010", "--any")
    assert added.code == 0, added
    (found,) = json.loads(backfile("saved", "list", "--json").out)
    assert (found["name"], found["new"]) == ("Kenya, of late", 0)
    page = (SEEDS.parent / "docs" / "json.md").read_text("utf-8")
    example = re.search(r"```json\n(.*?)```", page.partition("## saved list")[2], re.DOTALL)[1]
    assert json.loads(example)[0].keys() == found.keys()
    assert found["query"] == "q=ferry&match=any&from=2010"
    page = tmp_path / "new.jsonl"
    page.write_text('{"headline": "Ferry runs again", "date": "2020-01-01", "body": "Boats."}\n')
    backfile("add", str(page))
    assert ", 1 new (any of “ferry”; from 2010)" in backfile("saved", "list").out
    assert backfile("saved", "show", "Kenya, of late", "--seen").code == 0
    assert json.loads(backfile("saved", "show", "Kenya, of late", "--json").out)["new"] == 0
    assert backfile("saved", "rename", "Kenya, of late", "Ferries").code == 0
    assert backfile("saved", "add", "Ferries", "x").code == 2
    assert backfile("saved", "remove", "Ferries").code == 0
    assert backfile("saved", "show", "Ferries").code == 1
    assert json.loads(backfile("saved", "list", "--json").out) == []


def test_filters_are_looked_up_as_in_a_search(backfile):
    backfile("add", str(SEEDS / "wire.jsonl"))
    search = json.loads(backfile("search", "--json", "--limit", "0").out)
    region = search["facets"]["region"][0]["value"]
    backfile("saved", "add", "One", "--region", region, "--exclude", f"region={region}")
    (found,) = json.loads(backfile("saved", "list", "--json").out)
    assert found["query"] == f"region={region.replace(' ', '+')}&not=region:{region}".replace(
        f":{region}", f":{region.replace(' ', '+')}"
    )
    assert backfile("saved", "add", "Two", "--region", "Nowhere at all").code == 2
