"""Gate: what every request passes before its view is called.

Strangers are sent to the login page where only users read. Whatever may change something has to
come from a page of this archive or with a token, from somebody who may change it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from flask import Flask, Response, current_app, g, redirect, request, url_for
from werkzeug import Response as AnyResponse

from archive.errors import BackfileError, ForbiddenError, UnknownUserError
from archive.settings import Settings
from webui.access.forgery import (
    FIELD,
    is_from_elsewhere,
    keep_login_secret,
    refuse_forged_call,
    refuse_forged_form,
)
from webui.access.front_door import put_before
from webui.access.identification import visitor
from webui.access.own_paths import here
from webui.access.permission import editor, is_for_readers, largest_form, may_read
from webui.access.policy import Policy, attach_policy, policy

LOGIN = "account.login"
# Views that strangers call, and whose forms change nothing of the archive.
_FOR_STRANGERS = frozenset({LOGIN, "account.log_in", "health.checked", "static"})
_OF_ACCOUNTS = "account."
# What reads it knows of no login page, but sends a token as a password where it is asked for one.
_FEED = "feeds.feed"
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
# What a form is told back at most, where it was refused.
_MOST_FIELDS, _LONGEST_TEXT = 50, 100_000
_NOT_TOLD_BACK = (FIELD, "password")


@dataclass(frozen=True, slots=True)
class TypedField:
    """Field of a form that was refused, with what was typed."""

    name: str
    value: str


def guard(app: Flask, settings: Settings, access: Policy) -> None:
    """Let an application answer as its access policy wants."""
    attach_policy(app, access)
    app.before_request(_pass)
    app.after_request(_with_headers)
    put_before(app, settings, access)


def is_for_programs() -> bool:
    """Whether the current request is one to the API, existing addresses or not."""
    return request.path.startswith("/api/")


def is_too_old() -> bool:
    """Whether a refused form came from a page of ours: it can be sent again with a new token."""
    return bool(g.get("form_is_too_old", False))


def login_instead(error: BackfileError) -> AnyResponse | None:
    """Redirection to the login, in place of a page that says that only users may see it."""
    is_page = request.method in _SAFE and not _is_from_a_program()
    if isinstance(error, UnknownUserError) and policy().users and is_page:
        return _to_login()
    return None


def typed_fields() -> list[TypedField]:
    """What the reader typed into the form that is refused; nothing of accounts, nor passwords."""
    return list(_typed()) if request.method == "POST" and not _is_of_accounts() else []


def _typed() -> Iterator[TypedField]:
    if g.get("is_from_elsewhere", True):
        return
    for name, value in list(request.form.items(multi=True))[:_MOST_FIELDS]:
        if not name.startswith(_NOT_TOLD_BACK) and len(value) <= _LONGEST_TEXT:
            yield TypedField(name, value)


def _pass() -> AnyResponse | None:
    if request.routing_exception is not None:
        return None
    if policy().users and request.endpoint != "static":
        _refuse_bad_token()
    if request.method in _SAFE:
        return _pass_reader()
    g.is_from_elsewhere = is_from_elsewhere()
    if g.is_from_elsewhere:
        raise ForbiddenError("the form came from another site: nothing was changed")
    if is_for_programs():
        refuse_forged_call(visitor())
        return _pass_editor()
    return _pass_form()


def _refuse_bad_token() -> None:
    if visitor().by_token and visitor().user is None:
        raise UnknownUserError(
            "the token is not valid: it was revoked, has expired, or is not written as "
            "'Authorization: Bearer TOKEN'"
        )


def _pass_reader() -> AnyResponse | None:
    if request.endpoint in _FOR_STRANGERS or may_read():
        return None
    if _is_from_a_program():
        raise UnknownUserError("only users read this archive: send a token with the request")
    return _to_login()


def _is_from_a_program() -> bool:
    """Whether what asks has no use for a login page."""
    return is_for_programs() or request.endpoint == _FEED or visitor().by_token


def _to_login() -> AnyResponse:
    return redirect(url_for(LOGIN, next=here()), 303)


def _pass_form() -> AnyResponse | None:
    """Check a form: first who sent it, so that nobody else's is read."""
    is_of_strangers = request.endpoint in _FOR_STRANGERS
    if not (policy().is_open or policy().users):
        raise ForbiddenError("this archive is there to be read: nothing can be changed here")
    if not is_of_strangers and policy().users and visitor().user is None:
        raise ForbiddenError("you are not logged in (any more): nothing was changed")
    if most_bytes := largest_form(_view()):
        request.max_content_length = request.max_form_memory_size = most_bytes
    if not visitor().by_token:
        try:
            refuse_forged_form(visitor())
        except ForbiddenError:
            g.form_is_too_old = not (request.files or _is_of_accounts())
            raise
    return None if is_of_strangers else _pass_editor()


def _pass_editor() -> None:
    if _is_of_accounts():
        return
    if is_for_readers(_view()) and visitor().user:
        return
    editor()


def _is_of_accounts() -> bool:
    """Whether the request is one to an account or the login."""
    return (request.endpoint or "").startswith(_OF_ACCOUNTS)


def _view() -> Callable[..., Any] | None:
    return current_app.view_functions.get(request.endpoint or "")


def _with_headers(response: Response) -> Response:
    """Say that an answer depends on who asked, and how to log in."""
    keep_login_secret(response)
    if policy().users and request.endpoint != "static":
        response.vary.update(("Authorization", "Cookie"))
        response.cache_control.public = False
        response.cache_control.private = True
    if response.status_code == UnknownUserError.http_status:
        scheme = "Basic" if request.endpoint == _FEED else "Bearer"
        response.headers["WWW-Authenticate"] = f'{scheme} realm="Backfile"'
    return response
