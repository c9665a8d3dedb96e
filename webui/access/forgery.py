"""Cross-site request forgery: a token in every form, an HMAC of what only its reader's browser has.

For a user that is the session's secret, for whoever is about to log in a random cookie. In an
archive that everybody may change, which only this machine reaches, it is the server's own secret:
a page of another site can send forms, but not read ours.
"""

import hmac
import secrets
from urllib.parse import urlsplit

from flask import Response, g, request

from archive.errors import ForbiddenError
from archive.store.web_sessions import SECRET_BYTES
from webui.access.identification import Visitor, cookie_secret
from webui.access.policy import policy

FIELD = "csrf"
HEADER = "X-CSRF-Token"
_JSON = "application/json"
# Methods that a page of another site cannot send unasked: browsers ask first whether they may.
_ASKED_FOR = frozenset({"DELETE", "PATCH", "PUT"})


def token_of(visitor: Visitor) -> str:
    """Token of the forms of a visitor."""
    if visitor.secret:
        key = visitor.secret.encode()
    elif policy().users:
        key = _login_secret().encode()
    else:
        key = policy().secret
    return hmac.digest(key, b"a form of Backfile", "sha256").hex()


def is_from_elsewhere() -> bool:
    """Whether the browser says that a page of another site sends the request."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site != "same-origin"
    origin = request.headers.get("Origin", "null")
    return origin != "null" and not _is_own(origin)


def refuse_forged_form(visitor: Visitor) -> None:
    """Raise `ForbiddenError` for a request without the token of the visitor's forms."""
    given = request.headers.get(HEADER) or request.form.get(FIELD, "")
    if not hmac.compare_digest(given.encode(errors="replace"), token_of(visitor).encode()):
        raise ForbiddenError(
            "the form did not come from a page of this archive, or is too old: nothing was changed"
        )


def refuse_forged_call(visitor: Visitor) -> None:
    """Raise `ForbiddenError` for a call of the JSON API that a page of another site could make.

    A token of the API is no cookie, so no page of another site can send it along. Otherwise the
    call is in JSON, and one with a session's cookie says besides that it comes from here.
    """
    if visitor.by_token:
        return
    if request.headers.get(HEADER):
        refuse_forged_form(visitor)
        return
    if request.mimetype != _JSON and (request.mimetype or request.method not in _ASKED_FOR):
        raise ForbiddenError(f"a change is sent as {_JSON}: nothing was changed")
    if visitor.user and not _says_own_origin():
        raise ForbiddenError("the call does not say that it comes from here: send a token instead")


def keep_login_secret(response: Response) -> Response:
    """Give the browser the cookie that a login form's token was made from."""
    made = g.get("login_secret_made", "")
    if made:
        response.set_cookie(
            _login_cookie(), made, secure=policy().https, httponly=True, samesite="Lax"
        )
    return response


def _login_secret() -> str:
    known = g.get("login_secret_made", "") or cookie_secret(_login_cookie())
    if not known:
        known = g.login_secret_made = secrets.token_urlsafe(SECRET_BYTES)
    return known


def _login_cookie() -> str:
    return f"{policy().cookie}-login"


def _says_own_origin() -> bool:
    return request.headers.get("Sec-Fetch-Site") == "same-origin" or _is_own(
        request.headers.get("Origin", "")
    )


def _is_own(origin: str) -> bool:
    try:
        parts = urlsplit(origin)
    except ValueError:
        return False
    if policy().https and parts.scheme != "https":
        return False
    return parts.netloc.lower() == request.host.lower()
