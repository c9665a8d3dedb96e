"""Routes of accounts: log in and out, one's password, one's tokens."""

import hmac

from flask import Blueprint, make_response, redirect, request, url_for
from werkzeug import Response

from archive.errors import NotFoundError, UserError
from archive.model.text import one_line
from archive.store import audit
from archive.store.access_tokens import AccessTokens
from archive.store.login_limits import LoginLimits
from archive.store.passwords import SHORTEST_PASSWORD
from archive.store.user_accounts import AccessRole, Identity, UserAccounts
from archive.store.web_sessions import WebSessions
from webui.access import own_path, policy, visitor
from webui.pages.contexts import render
from webui.pages.desk.account_contexts import AccountContext, LoginContext
from webui.services import backend

account_pages = Blueprint("account", __name__)

WRONG = "The name or the password is not right."
_TOO_OFTEN = "That was tried too often: wait {minutes} minutes, and try again."
_LONGEST_NAME = 100
# A year is long enough for a program's token that is made in a browser.
MOST_DAYS = 365
_LINES = 50


@account_pages.get("/login")
def login() -> Response:
    """Form to log in; whoever is logged in goes on at once."""
    _check_that_there_are_users()
    onward = own_path(request.args.get("next", "")) or ""
    if visitor().user and not visitor().by_token:
        return redirect(onward or url_for("pages.search"), 303)
    return _not_kept(render(LoginContext(onward, "", "")))


@account_pages.post("/login")
def log_in() -> Response:
    """Begin a session with a new secret, or show the form again."""
    _check_that_there_are_users()
    typed = one_line(request.form.get("name", ""))[:_LONGEST_NAME]
    onward = own_path(request.form.get("next", "")) or ""
    user, problem, wait_s = _recognized(typed, request.form.get("password", ""))
    if user is None:
        response = _not_kept(render(LoginContext(onward, typed, problem)), 429 if wait_s else 403)
        if wait_s:
            response.headers["Retry-After"] = str(wait_s)
        return response
    if before := visitor().user:
        _sessions().end(visitor().secret, before.name)
    return _with_session(redirect(onward or url_for("pages.search"), 303), user.name)


@account_pages.post("/logout")
def log_out() -> Response:
    """End the session."""
    _sessions().end(visitor().secret, _user().name)
    response = redirect(url_for("pages.search"), 303)
    response.delete_cookie(policy().cookie, httponly=True, samesite="Lax", secure=policy().https)
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


@account_pages.get("/account")
def account() -> Response:
    """Page of the user's own account; a stranger is asked to log in."""
    _check_that_there_are_users()
    if visitor().user is None:
        return redirect(url_for("account.login", next=url_for("account.account")), 303)
    return _account_page(done=_DONE.get(request.args.get("done", ""), ""))


@account_pages.post("/account/password")
def set_password() -> Response:
    """Change the password, which ends all sessions; the one of this browser begins anew."""
    name = _user().name
    new = request.form.get("new", "")
    known, problem, _ = _recognized(name, request.form.get("password", ""))
    if known is None:
        return _account_page(problem=problem, status=403)
    if new != request.form.get("again", ""):
        return _account_page(
            problem="The two new passwords differ: nothing was changed.", status=400
        )
    try:
        UserAccounts(backend().store.database).set_password(name, new, who=name)
    except UserError as error:
        return _account_page(problem=f"{error}.", status=error.http_status)
    return _with_session(redirect(url_for("account.account", done="password"), 303), name)


@account_pages.post("/account/tokens")
def make_token() -> Response:
    """Make a token; its secret is shown here, and never again."""
    name = one_line(request.form.get("name", ""))
    days = request.form.get("days", "")
    if not (days.isascii() and days.isdigit() and 0 < int(days[:6]) <= MOST_DAYS):
        return _account_page(problem=f"A token lasts from 1 to {MOST_DAYS} days.", status=400)
    user = _user().name
    try:
        secret = AccessTokens(backend().store.database).make(user, name, int(days), who=user)
    except UserError as error:
        return _account_page(problem=f"{error}.", status=error.http_status)
    return _account_page(made=name, secret=secret)


@account_pages.post("/account/tokens/revoke")
def revoke_token() -> Response:
    """Revoke one of the user's own tokens."""
    user = _user().name
    tokens = AccessTokens(backend().store.database)
    tokens.revoke(user, request.form.get("name", ""), who=user)
    return redirect(url_for("account.account", done="token"), 303)


_DONE = {
    "password": "The password is changed, and all other sessions are over.",
    "token": "The token is revoked.",
}


def _recognized(typed: str, password: str) -> tuple[Identity | None, str, int]:
    """User with a name and password, else None with the reason, and the seconds to wait if any."""
    limits = LoginLimits(backend().store.database)
    address = request.remote_addr or ""
    key = hmac.digest(policy().secret, typed.encode(errors="replace"), "sha256").hex()
    if wait_s := limits.wait_s(key, address):
        limits.note_failure(typed, address, "tried too often")
        return None, _TOO_OFTEN.format(minutes=-(-wait_s // 60)), wait_s
    user = UserAccounts(backend().store.database).recognized(typed, password)
    if user is None:
        limits.note_failure(typed, address, "wrong name or password")
        return None, WRONG, 0
    limits.note_success(key, address)
    return user, "", 0


def _with_session(response: Response, name: str) -> Response:
    secret = _sessions().begin(name, request.remote_addr or "")
    response.set_cookie(
        policy().cookie, secret, httponly=True, samesite="Lax", secure=policy().https
    )
    return response


def _account_page(
    *, made: str = "", secret: str = "", problem: str = "", done: str = "", status: int = 200
) -> Response:
    user = _user()
    database = backend().store.database
    is_admin = user.role is AccessRole.ADMIN
    context = AccountContext(
        name=user.name,
        role=str(user.role),
        tokens=tuple(AccessTokens(database).listed(user.name)),
        sessions=tuple(_sessions().listed(user.name)),
        users=tuple(UserAccounts(database).listed()) if is_admin else (),
        lines=tuple(audit.lines(database, limit=_LINES)) if is_admin else (),
        made=made,
        secret=secret,
        problem=problem,
        done=done,
        shortest_password=SHORTEST_PASSWORD,
        most_days=MOST_DAYS,
    )
    return _not_kept(render(context), status)


def _not_kept(page: str, status: int = 200) -> Response:
    """Answer that no cache keeps."""
    response = make_response(page, status)
    response.cache_control.no_store = True
    return response


def _user() -> Identity:
    user = visitor().user
    if user is None or visitor().by_token:
        raise NotFoundError("an account is for users who have logged in")
    return user


def _sessions() -> WebSessions:
    return WebSessions(backend().store.database)


def _check_that_there_are_users() -> None:
    if not policy().users:
        raise NotFoundError("nobody logs in here: this archive has no users")
