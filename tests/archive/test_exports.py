import importlib

import pytest

DOORS = {
    "archive.readers": ["READERS", "Reader", "Source", "parse_mapping", "reader_for"],
    "archive.regions": ["declared", "mentioned"],
}


@pytest.mark.parametrize(("package", "names"), DOORS.items())
def test_a_package_offers_these_names_in_this_order(package, names):
    module = importlib.import_module(package)
    assert module.__all__ == names == sorted(names)
    assert all(hasattr(module, name) for name in names)
