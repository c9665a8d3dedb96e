"""Contexts of the pages on logging in, on one's account, and on refused forms."""

from dataclasses import dataclass
from typing import ClassVar

from archive.store.access_tokens import AccessToken
from archive.store.audit import AuditLine
from archive.store.user_accounts import UserAccount
from archive.store.web_sessions import WebSession
from webui.access import TypedField


@dataclass(frozen=True, slots=True)
class LoginContext:
    """login.html: the form to log in; `problem` says why the last attempt failed, "" at first.

    `onward` is the path to go on to.
    """

    template: ClassVar[str] = "login.html"

    onward: str
    name: str
    problem: str


@dataclass(frozen=True, slots=True)
class AccountContext:
    """account.html: a user's tokens and sessions; for an administrator the users and the audit.

    `secret` is that of a token that was just made, called `made`; "" otherwise. `problem` says why
    a form was refused, `done` what was done; "" otherwise. Moments are ISO 8601 in UTC, days to
    keep a token are at most `most_days`.
    """

    template: ClassVar[str] = "account.html"

    name: str
    role: str
    tokens: tuple[AccessToken, ...]
    sessions: tuple[WebSession, ...]
    users: tuple[UserAccount, ...]
    lines: tuple[AuditLine, ...]
    made: str
    secret: str
    problem: str
    done: str
    shortest_password: int
    most_days: int


@dataclass(frozen=True, slots=True)
class RefusedContext:
    """refused.html: why a form was refused, with what was typed.

    `again` is the address to send the same to with a new token, "" where that is of no use;
    `login` the address to log in at, "" where that is of no use.
    """

    template: ClassVar[str] = "refused.html"

    status: int
    title: str
    message: str
    fields: tuple[TypedField, ...]
    again: str
    login: str
