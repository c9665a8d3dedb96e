"""Archives with and without users, and browsers of theirs."""

import pytest

from tests.system.security.guarded_archive import GuardedArchive, log_in


@pytest.fixture(autouse=True)
def _cheap_hashes(cheap_hashes):
    """Passwords are told and guessed in most tests here."""


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
