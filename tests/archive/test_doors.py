import importlib

import pytest

DOORS = {
    "archive.authority": [
        "Mentions",
        "Names",
        "Person",
        "add_spellings",
        "as_json",
        "changes_between",
        "from_json",
        "means_nothing",
        "merge_people",
        "merge_regions",
        "name_key",
        "names_file",
        "part_merged",
        "preferred",
        "regions_file",
        "set_meaning",
        "shown_path",
        "split_off",
    ],
    "archive.formats": [
        "HEAD_BYTES",
        "Container",
        "Document",
        "Reader",
        "Source",
        "Unreadable",
        "bare_media_type",
        "format_of",
        "formats",
        "parse_mapping",
        "reader_of",
    ],
    "archive.facts.regions": [
        "EDITION",
        "NO_AMENDMENTS",
        "Amendments",
        "declared",
        "find_region",
        "mentioned",
    ],
}


@pytest.mark.parametrize(("package", "names"), DOORS.items())
def test_a_package_offers_these_names_in_this_order(package, names):
    module = importlib.import_module(package)
    assert module.__all__ == names
    assert all(hasattr(module, name) for name in names)
