"""Archives with and without users, and browsers of theirs."""

from functools import lru_cache

import pytest
from argon2 import PasswordHasher

from archive.store import passwords
from tests.system.security.guarded_archive import GuardedArchive, log_in


@pytest.fixture(autouse=True)
def _cheap_hashes(monkeypatch):
    """Hashes that take no time: how long they take is the library's matter."""
    monkeypatch.setattr(
        passwords, "_hasher", lru_cache(lambda: PasswordHasher(1, 8, 1, hash_len=16))
    )
    passwords._nobodys.cache_clear()
    yield
    passwords._nobodys.cache_clear()


@pytest.fixture
def open_archive(tmp_path):
    archive = GuardedArchive(tmp_path)
    yield archive
    archive.store.close()


@pytest.fixture
def archive(open_archive):
    open_archive.add_users()
    return open_archive


@pytest.fixture
def client_of(archive):
    """Makes a browser in which a user has logged in."""

    def make(name, **settings):
        client = archive.app(**settings).test_client()
        assert log_in(client, name).status_code == 303
        return client

    return make
