"""Identification: the user of a request, by a session's cookie or a token."""

import re
from dataclasses import dataclass

from flask import g, request

from archive.store.access_tokens import PREFIX, AccessTokens
from archive.store.user_accounts import Identity
from archive.store.web_sessions import WebSessions
from webui.access.policy import policy
from webui.services import backend

_READING = frozenset({"GET", "HEAD"})
_SCHEME = "bearer"
_BEARER = re.compile(r"Bearer +([A-Za-z0-9._~+/-]{1,200}=*) *", re.IGNORECASE)
# As many characters as `secrets.token_urlsafe` makes of 256 bits.
_SECRET = re.compile(r"[A-Za-z0-9_-]{43}")


@dataclass(frozen=True, slots=True)
class Visitor:
    """Whoever sent a request: `user` is None for a stranger.

    `secret` is that of the session, "" without one; `by_token` is whether a program sent a token,
    which is not valid (any more) if there is no user.
    """

    user: Identity | None = None
    secret: str = ""
    by_token: bool = False


_STRANGER = Visitor()


def visitor() -> Visitor:
    """Visitor of the current request, looked up once."""
    if "visitor" not in g:
        g.visitor = _recognized() if policy().users else _STRANGER
    return g.visitor


def cookie_secret(name: str) -> str:
    """Random secret in a cookie of the request; "" where there is none that we could have made."""
    value = request.cookies.get(name, "")
    return value if _SECRET.fullmatch(value) else ""


def _recognized() -> Visitor:
    token = _bearer_token()
    if token is None:
        secret = cookie_secret(policy().cookie)
        user = WebSessions(backend().store.database).user_of(secret) if secret else None
        if user:
            return Visitor(user, secret)
        token = _token_as_password()
    if token is None:
        return _STRANGER
    return Visitor(AccessTokens(backend().store.database).user_of(token), by_token=True)


def _bearer_token() -> str | None:
    """Token that a program sends, "" for a malformed one; None where it sends none."""
    given = request.headers.get("Authorization", "")
    if given[: len(_SCHEME)].lower() != _SCHEME:
        return None
    bearer = _BEARER.fullmatch(given)
    return bearer[1] if bearer else ""


def _token_as_password() -> str | None:
    """Token sent as a password for reading, which is all that feed readers know; None without one.

    Other passwords are those of a proxy, which hands on what it has checked itself.
    """
    # Browsers send a password again unasked, with forms of other sites as well.
    sent = request.authorization if request.method in _READING else None
    password = (sent.password if sent and sent.type == "basic" else None) or ""
    return password if password.startswith(PREFIX) else None
