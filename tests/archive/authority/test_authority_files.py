"""names.toml and regions.toml: what they may say, what is said of their faults, what edits keep."""

import errno
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import tomlkit
from hypothesis import given
from hypothesis import strategies as st

from archive.authority import (
    Names,
    Person,
    add_spellings,
    as_json,
    from_json,
    merge_people,
    merge_regions,
    names_file,
    part_merged,
    regions_file,
    set_meaning,
    split_off,
)
from archive.authority.names import names_from
from archive.errors import AuthorityError, BackfileError, DiskFullError, HomeError, UserError
from archive.facts.regions import NO_AMENDMENTS
from archive.model.text import one_line

NAMES = """\
# Ours.
distinct = ["Jose Perez"]   # the tenor

[[person]]
name = "Kim Jong Un"
spellings = ["김정은", "Kim Jeong-eun"]  # as Seoul writes him
"""
REGIONS = """\
[names]
"Hamnam" = "Asia/North Korea/South Hamgyong"
"Jersey" = false

[merged]
"Asia/North Korea/Nampo" = "North Korea"
"""


def edited(text, change, *arguments):
    document = tomlkit.parse(text)
    change(document, *arguments)
    return tomlkit.dumps(document)


def test_files_that_are_not_there_say_nothing(tmp_path):
    assert names_file(tmp_path).read() == Names()
    assert as_json(regions_file(tmp_path).read()) == as_json(NO_AMENDMENTS)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_names_file_says_who_is_who(tmp_path, mark):
    (tmp_path / "names.toml").write_text(mark + NAMES, "utf-8")
    names = names_file(tmp_path).read()
    kim = Person("Kim Jong Un", ("김정은", "Kim Jeong-eun"))
    assert [
        names.person(each) for each in ("KIM JONG-UN", "김 정은", "Jose Perez", "José Pérez")
    ] == [kim, kim, Person("Jose Perez"), None]
    assert Names.from_json(names.to_json()).to_json() == names.to_json()


def test_a_regions_file_says_what_names_mean(tmp_path):
    (tmp_path / "regions.toml").write_text(REGIONS, "utf-8")
    amendments = regions_file(tmp_path).read()
    assert amendments.meanings == {
        "Hamnam": ("Asia", "North Korea", "South Hamgyong"),
        "Jersey": None,
    }
    assert amendments.merged == {("Asia", "North Korea", "Nampo"): ("Asia", "North Korea")}
    assert as_json(from_json(as_json(amendments))) == as_json(amendments)


FAULTS = {
    "names.toml": {
        b"[[person]\n": "it is not TOML: Expected ']]' at the end of an array declaration "
        "(at line 1, column 9): correct it there, or take the line out",
        b'\xff = "a"': "it is not UTF-8: save it as UTF-8",
        b"distinct = " + b"[" * 100_000: "its lists are nested too deeply: take them out",
        b"\n[[people]]\n": "line 2: “people” means nothing here: write [[person]] or distinct",
        b"person = 3": "line 1: “person” is a list: write [[person]] above each one's name",
        b"person = [3]": (
            "line 1: “person” is a list of tables: write [[person]] above each one's name"
        ),
        b'[person]\nname = "A"': (
            "line 1: “person” is a list: write [[person]] above each one's name"
        ),
        b"[[person]]\nspellings = []": (
            'line 1: a person has no name: write name = "…" below its [[person]]'
        ),
        b'[[person]]\nname = " "': 'line 2: “name” holds what is no name: write it as "…"',
        b"[[person]]\nname = 3": 'line 2: “name” holds what is no name: write it as "…"',
        b'[[person]]\nname = "A"\nspelling = "B"': (
            "line 3: “spelling” means nothing here: write name or spellings"
        ),
        b'[[person]]\nname = "A"\nspellings = "B"': (
            'line 3: “spellings” is a list: write spellings = ["…", "…"]'
        ),
        b'distinct = [""]': 'line 1: “distinct” holds what is no name: write it as "…"',
        b'[[person]]\nname = "A"\n[[person]]\nname = "B"\nspellings = ["a."]': (
            "line 5: “a.” is a spelling of both “A” and “B”: leave it with one of them"
        ),
        b'[[person]]\nname = "A"\n[[person]]\nname = "A"': (
            "line 4: “A” stands twice: make one of the two"
        ),
    },
    "regions.toml": {
        b"[name]": "line 1: “name” means nothing here: write [names] or [merged]",
        b"names = 3": "line 1: “names” is a table: write [names], and its lines below it",
        b"[names]\n\n'Hamnam' = 'Asia/Nowhere/Hamnam'": (
            "line 3: “Asia/Nowhere/Hamnam” is no region that is known: 'backfile regions list "
            "NAME' finds its path"
        ),
        b"[names]\nHamnam = 3": (
            'line 2: “Hamnam” has no region: write one as "Asia/North Korea", or false for none'
        ),
        b"[names]\n'' = 'Kenya'": "line 2: [names] has a name of nothing: take it out",
        b"[names]\n'-' = 'Kenya'": (
            "line 2: “-” is of marks alone, which no name is found by: take it out"
        ),
        b"[merged]\nKenya = 'Kenya'": (
            "line 1: “Africa/Kenya” is merged into itself: take that line out"
        ),
        b"[merged]\n'Africa/Kenya' = 'Uganda'\n'Africa/Uganda' = 'Kenya'": (
            "line 2: “Africa/Kenya” is merged into itself: take that line out"
        ),
    },
}


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [(name, text, said) for name, faults in FAULTS.items() for text, said in faults.items()],
    ids=lambda each: str(each)[:30],
)
def test_a_fault_is_named_with_its_line_and_what_to_do(tmp_path, name, text, said):
    path = tmp_path / name
    path.write_bytes(text)
    kind = names_file if name == "names.toml" else regions_file
    with pytest.raises(AuthorityError) as told:
        kind(tmp_path).read()
    assert str(told.value) == f"{path}: {said}"
    with pytest.raises(AuthorityError), kind(tmp_path).editing():
        pytest.fail("a file with a fault is not edited")
    assert path.read_bytes() == text


def test_a_file_that_cannot_be_read_is_named(tmp_path):
    (tmp_path / "names.toml").mkdir()
    with pytest.raises(AuthorityError, match=r"names\.toml: it cannot be read \(Is a directory\)"):
        names_file(tmp_path).read()


def test_a_home_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "authority.lock").mkdir()
    with (
        pytest.raises(HomeError, match=r"names\.toml: it cannot be used"),
        names_file(tmp_path).editing(),
    ):
        pytest.fail("what cannot be locked is not edited")


def test_a_new_file_says_what_it_is_for(tmp_path):
    with names_file(tmp_path).editing() as document:
        add_spellings(document, "Ruth Awino", ["R. Awino", "루스"])
    assert (
        (tmp_path / "names.toml").read_text("utf-8")
        == """\
# Who is who in this archive: people and agencies with the spellings of their names.
# Spellings that differ only by case, accents, hyphens, spaces, points or apostrophes are one
# anyway, unless they stand in distinct = ["…"]. 'backfile update' makes changes count.

[[person]]
name = "Ruth Awino"
spellings = ["R. Awino", "루스"]
"""
    )


def test_an_edit_keeps_comments_and_all_that_it_is_not_about():
    assert edited(NAMES, add_spellings, "kim jong un", ["金正恩"]) == NAMES.replace(
        '"Kim Jeong-eun"]', '"Kim Jeong-eun", "金正恩"]'
    )
    assert (
        edited(REGIONS, set_meaning, ["JERSEY", "Hamnam"], ("Europe", "Jersey"))
        == """\
[names]
"Hamnam" = "Europe/Jersey"
JERSEY = "Europe/Jersey"

[merged]
"Asia/North Korea/Nampo" = "North Korea"
"""
    )


def test_a_file_without_comments_or_with_other_lines_is_edited_too():
    assert edited("", add_spellings, "A", ["B"]) == '[[person]]\nname = "A"\nspellings = ["B"]\n'
    assert edited('person = [{name = "A"}]\n', add_spellings, "A", ["B"]) == (
        'person = [{name = "A",spellings = ["B"]}]\n'
    )
    assert edited('person = [{name = "A"}]\n', add_spellings, "C", ["D"]) == (
        'person = [{name = "A"}, {name = "C", spellings = ["D"]}]\n'
    )
    assert edited("", merge_regions, ("Asia", "Nepal"), ("Asia", "India")) == (
        '[merged]\n"Asia/Nepal" = "Asia/India"\n'
    )


def test_merging_makes_one_person_of_two():
    text = edited("", add_spellings, "Ruth Awino", ["R. Awino"])
    text = edited(text, add_spellings, "Ruth Odhiambo", ["R. Odhiambo"])
    assert names_from(tomllib.loads(edited(text, merge_people, "R Awino", "Ruth Odhiambo"))) == (
        Names((Person("Ruth Odhiambo", ("R. Odhiambo", "Ruth Awino", "R. Awino")),))
    )
    with pytest.raises(UserError, match=r"“R\. Awino” and “ruth awino” are one person already"):
        edited(text, merge_people, "R. Awino", "ruth awino")
    with pytest.raises(UserError, match="“Zoë” and “ZOE” are one person already"):
        edited(text, merge_people, "Zoë", "ZOE")
    with pytest.raises(UserError, match=r"“R\. Awino” is a spelling of “Ruth Awino”: join the two"):
        edited(text, add_spellings, "Ruth Odhiambo", ["R. Awino"])


def test_a_spelling_that_was_split_off_stands_for_somebody_else():
    text = edited("", add_spellings, "Ruth Awino", ["R. Awino", "R Awino", "Ruth"])
    names = names_from(tomllib.loads(edited(text, split_off, "Ruth Awino", "RUTH")))
    assert names.person("Ruth") is None
    text = edited(text, split_off, "Ruth Awino", "R. Awino")
    names = names_from(tomllib.loads(text))
    assert names.person("R. Awino") == Person("R. Awino")
    assert names.person("R Awino").name == "Ruth Awino"
    with pytest.raises(UserError, match=r"“R\. Awino” is no spelling of “Ruth Awino”"):
        edited(text, split_off, "Ruth Awino", "R. Awino")
    text = edited(text, add_spellings, "Ruth Awino", ["R. Awino"])
    assert names_from(tomllib.loads(text)).person("R. Awino").name == "Ruth Awino"
    with pytest.raises(UserError, match="“Ruth Awino” is the name that is shown"):
        edited(text, split_off, "R Awino", "Ruth Awino")
    with pytest.raises(UserError, match="“Jan” is no spelling of “Ruth Awino”"):
        edited(text, split_off, "Ruth Awino", "Jan")


def test_two_people_whose_names_fold_to_the_same_can_be_told_apart():
    names = names_from(tomllib.loads(edited("", split_off, "José Pérez", "Jose Perez")))
    assert names.distinct == {"Jose Perez"}
    joined = edited('distinct = ["Jose Perez"]', add_spellings, "José Pérez", ["Jose Perez"])
    names = names_from(tomllib.loads(joined))
    assert names.person("Jose Perez") == names.person("JOSE PEREZ") == names.people[0]


def test_a_region_that_was_merged_can_be_parted_again():
    document = tomlkit.parse(REGIONS)
    assert part_merged(document, ("Asia", "North Korea", "Nampo"))
    assert not part_merged(document, ("Asia", "North Korea", "Nampo"))
    assert "Nampo" not in tomlkit.dumps(document)
    with pytest.raises(UserError, match="merge the smaller into the larger one"):
        merge_regions(document, ("Asia", "North Korea"), ("Asia", "North Korea", "Nampo"))


_HOSTILE = st.text(max_size=20) | st.sampled_from(
    ('"', "'''", "\\", '"""', "]]", "[[person]]", "a=1", "#", "a.b", "\u202e", "\x7f", "é\u0301")
)
_LINES = _HOSTILE.map(one_line).filter(bool)


@given(_LINES, st.lists(_LINES, max_size=4))
def test_whatever_a_name_holds_it_is_read_as_it_was_written(name, spellings):
    text = edited(NAMES, split_off, "Kim Jong Un", "Kim Jeong-eun")
    try:
        text = edited(text, add_spellings, name, spellings)
    except UserError:
        return
    names = names_from(tomllib.loads(text))
    assert {names.person(each).name for each in (name, *spellings)} == {names.person(name).name}
    assert {name, *spellings} <= {
        each for person in names.people for each in (person.name, *person.spellings)
    } | {"Jose Perez"}


@given(st.lists(_LINES, min_size=1))
def test_whatever_a_place_is_called_it_means_what_was_written(names):
    text = edited(REGIONS, set_meaning, names, ("Africa", "Kenya"))
    assert {tomllib.loads(text)["names"][names[-1]]} == {"Africa/Kenya"}


@given(
    st.binary(max_size=200)
    | st.text(st.sampled_from('[]="person\nam\\.{}'), max_size=60).map(str.encode)
)
def test_nothing_in_a_file_raises_anything_else(tmp_path_factory, content):
    home = tmp_path_factory.getbasetemp() / "any"
    home.mkdir(exist_ok=True)
    for kind in (names_file, regions_file):
        kind(home).path.write_bytes(content)
        try:
            kind(home).read()
        except BackfileError as error:
            assert str(error).startswith(f"{kind(home).path}: ")


ADDING = """
import sys
from pathlib import Path
from archive.authority import add_spellings, names_file
for number in range(20):
    with names_file(Path(sys.argv[1])).editing() as document:
        add_spellings(document, "Ruth Awino", [f"Ruth {sys.argv[2]} {number}"])
"""


def test_two_who_edit_at_once_lose_nothing(tmp_path):
    both = [
        subprocess.Popen(
            [sys.executable, "-c", ADDING, tmp_path, which],
            env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[3])},
        )
        for which in "ab"
    ]
    assert [each.wait() for each in both] == [0, 0]
    (person,) = names_file(tmp_path).read().people
    assert set(person.spellings) == {f"Ruth {who} {number}" for who in "ab" for number in range(20)}
    assert sorted(each.name for each in tmp_path.iterdir()) == ["authority.lock", "names.toml"]


def test_an_edit_that_would_break_the_file_is_not_written(tmp_path):
    (tmp_path / "names.toml").write_text(NAMES, "utf-8")
    with pytest.raises(AuthorityError), names_file(tmp_path).editing() as document:
        document["people"] = 3
    assert (tmp_path / "names.toml").read_text("utf-8") == NAMES


def test_a_full_disk_leaves_the_file_as_it_was(tmp_path, monkeypatch):
    def full(_descriptor):
        raise OSError(errno.ENOSPC, "No space left on device")

    (tmp_path / "names.toml").write_text(NAMES, "utf-8")
    monkeypatch.setattr(os, "fsync", full)
    said = r"names\.toml: the disk is full: free some room and run the command again"
    with pytest.raises(DiskFullError, match=said), names_file(tmp_path).editing() as document:
        add_spellings(document, "Ruth Awino", ["R. Awino"])
    assert (tmp_path / "names.toml").read_text("utf-8") == NAMES
