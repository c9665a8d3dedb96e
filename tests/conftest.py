"""What all tests may ask for."""

from functools import lru_cache
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from flask import Flask
from hypothesis import settings
from jinja2.bccache import BytecodeCache

from archive.store import passwords

pytest_plugins = ["tests.support.command_line", "tests.support.open_things"]

# The first example of a run loads models and tables, which says nothing of the code under test.
settings.register_profile("backfile", deadline=None, max_examples=30)
settings.load_profile("backfile")


class _CompiledOnce(BytecodeCache):
    """Compiled templates, kept in memory for every application that a run makes."""

    def __init__(self):
        self._code = {}

    def load_bytecode(self, bucket):
        code = self._code.get(bucket.key)
        if code is not None:
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket):
        self._code[bucket.key] = bucket.bytecode_to_string()


Flask.jinja_options = {"bytecode_cache": _CompiledOnce()}

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


@pytest.fixture
def cheap_hashes(monkeypatch):
    """Hashes of passwords that take no time: how long they take is the library's matter."""
    monkeypatch.setattr(
        passwords, "_hasher", lru_cache(lambda: PasswordHasher(1, 8, 1, hash_len=16))
    )
    passwords._nobodys.cache_clear()
    yield
    passwords._nobodys.cache_clear()
