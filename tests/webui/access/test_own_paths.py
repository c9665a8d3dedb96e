"""Addresses to go on to after a login."""

from urllib.parse import urljoin, urlsplit

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from webui.access.own_paths import own_path

_SLIPPERY = st.text(alphabet="/\\%25Ff\t\r\n .:@?#ae5cC09aA;&", max_size=20)


@pytest.fixture(scope="module")
def context():
    with Flask("test").test_request_context("/", base_url="http://own.example/news"):
        yield


@given(st.one_of(_SLIPPERY, _SLIPPERY.map(lambda text: f"/news/{text}"), st.text(max_size=20)))
def test_no_address_leads_to_another_host_or_beside_the_prefix(context, given_address):
    found = own_path(given_address)
    if found is not None:
        assert found.startswith("/news/")
        assert found.isascii()
        assert found.isprintable()
        target = urlsplit(urljoin("http://own.example/news/login", found))
        assert target.netloc == "own.example"
        assert target.path.startswith("/news/")
