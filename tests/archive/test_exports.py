import importlib

import pytest

DOORS = {
    "archive.readers": [
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
    "archive.regions": ["declared", "mentioned"],
}


@pytest.mark.parametrize(("package", "names"), DOORS.items())
def test_a_package_offers_these_names_in_this_order(package, names):
    module = importlib.import_module(package)
    assert module.__all__ == names
    assert all(hasattr(module, name) for name in names)
