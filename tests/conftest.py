"""What all tests may ask for."""

from pathlib import Path

import pytest
from hypothesis import settings

pytest_plugins = ["tests.support.open_things"]

# The first example of a run loads models and tables, which says nothing of the code under test.
settings.register_profile("backfile", deadline=None)
settings.load_profile("backfile")

_SHARED_DATA = Path(__file__).resolve().parents[2] / "shared" / "data"


def pytest_collection_modifyitems(items):
    """Puts the long tests first."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


@pytest.fixture(scope="session")
def shared_data():
    """The folder of real articles next to the repository."""
    if not _SHARED_DATA.is_dir():
        pytest.skip("the real articles of ../shared/data are not here")
    return _SHARED_DATA
