import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import MappingError
from archive.ingest.map_files import read_map, stated_mapping, write_map

MAPPING = {
    "headline": "title",
    "region": "meta.places",
    "source=": "Reuters",
    "date=": "2019-06-04",
}


def test_a_map_comes_back_by_its_name_and_by_its_path(tmp_path):
    path = write_map(tmp_path / "maps", "wire", MAPPING)
    assert path == tmp_path / "maps" / "wire.toml"
    assert read_map(tmp_path / "maps", "wire") == MAPPING
    assert read_map(tmp_path / "elsewhere", str(path)) == MAPPING
    write_map(tmp_path / "maps", "wire", {"headline": "x"})
    assert read_map(tmp_path / "maps", "wire") == {"headline": "x"}


def test_what_a_command_states_goes_before_its_map_file():
    stated = stated_mapping(["source=paper"], ["region=Kenya"], MAPPING)
    assert stated == {
        "headline": "title",
        "date=": "2019-06-04",
        "source": "paper",
        "region=": "Kenya",
    }
    with pytest.raises(MappingError, match="--set source=X: --map gives source as well: keep one"):
        stated_mapping(["source=paper"], ["publisher=X"], {})


BAD = {
    "headline = 1": "headline: nothing is called so here: write \\[map\\] and \\[set\\]",
    "map = 1": "map: write it as a table, \\[map\\]",
    "[map]\nheadline = 1": "\\[map\\] headline: write a text between quotation marks",
    "[map]\nprice = 'x'": "no field is called 'price'",
    "[map]\nsource = 'x'\n[set]\nsource = 'y'": "source: it is given twice: keep one",
    "[map]\ntitle = 'x'\nheadline = 'y'": "headline: it is given twice: keep one",
    "[set]\nheadline = 'x'": "no field 'headline' can be the same in all",
    "[set]\ndate = 'soon'": "'soon' is no date that can be read",
    "[map": "not TOML in UTF-8",
    b"\xff": "not TOML in UTF-8",
    "a = " + "[" * 5_000: "not TOML in UTF-8",
    "#" * 100_001: "larger than any map",
}


@pytest.mark.parametrize(("content", "sentence"), BAD.items(), ids=range(len(BAD)))
def test_a_bad_file_is_told_in_one_sentence(tmp_path, content, sentence):
    path = tmp_path / "bad.toml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(MappingError, match=sentence) as raised:
        read_map(tmp_path, str(path))
    assert str(raised.value).startswith(f"--map-file {path}: ")
    assert "\n" not in str(raised.value)


def test_a_map_that_is_not_there_names_those_that_are(tmp_path):
    with pytest.raises(MappingError, match="no such map or file: keep one with --save-map"):
        read_map(tmp_path, "wire")
    write_map(tmp_path, "paper", {})
    with pytest.raises(MappingError, match="no such map or file: choose from paper"):
        read_map(tmp_path, "wire")
    with pytest.raises(MappingError, match="Is a directory: check the path"):
        read_map(tmp_path, str(tmp_path))


@pytest.mark.parametrize("name", ["", "../wire", "a/b", ".wire", "a\nb", "x" * 200])
def test_a_name_leads_to_no_other_folder(tmp_path, name):
    with pytest.raises(MappingError, match="write a name of letters, digits"):
        write_map(tmp_path, name, MAPPING)
    assert list(tmp_path.iterdir()) == []


@given(content=st.binary(max_size=200) | st.text("[]map=set.\n\"'{}x", max_size=60).map(str.encode))
def test_any_bytes_are_a_map_or_a_sentence(tmp_path_factory, content):
    path = tmp_path_factory.getbasetemp() / "any.toml"
    path.write_bytes(content)
    try:
        assert isinstance(read_map(path.parent, str(path)), dict)
    except MappingError as error:
        assert str(error).startswith("--map-file ")
