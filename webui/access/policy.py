"""Access policy: whom a server serves, decided once from its settings and the archive's users."""

import secrets
from dataclasses import dataclass, field
from hashlib import sha256
from typing import cast

from flask import Flask, current_app

from archive.errors import UserError
from archive.settings import Settings
from webui.access.host_names import HostNames, host_names, is_local

_KEY = "backfile-access"


@dataclass(frozen=True, slots=True)
class Policy:
    """Whom an archive is served to.

    With `users` whoever changes something has logged in, and without `public` whoever reads, too.
    With `public` alone everybody reads, and nobody changes anything. With neither, everybody does
    both: only this machine reaches it then. `secret` is known to all processes of one server.
    """

    hosts: HostNames
    users: bool = False
    public: bool = False
    https: bool = False
    cookie: str = "backfile"
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)

    @property
    def is_open(self) -> bool:
        """Whether everybody may change the archive: nobody but this machine's users reaches it."""
        return not (self.users or self.public)


def policy_of(settings: Settings, *, has_users: bool) -> Policy:
    """Policy of a server with these settings.

    Raises `UserError` where others would reach it and neither readers nor users were allowed.
    """
    local = is_local(settings.host)
    if not (settings.public or has_users or (local and not settings.behind_proxy)):
        where = "a proxy" if local else f"the address {settings.host or 'of every network'}"
        raise UserError(
            f"others may reach the archive by {where}: let everybody read and nobody change it "
            "with --public, or make users who log in with 'backfile users add NAME'"
        )
    return Policy(
        hosts=host_names(settings.host, settings.allowed_hosts),
        users=has_users,
        public=settings.public,
        https=settings.https,
        cookie=_cookie_name(settings),
    )


def attach_policy(app: Flask, policy: Policy) -> None:
    """Attach the policy to an application."""
    app.extensions[_KEY] = policy


def policy() -> Policy:
    """Policy of the application that handles the current request."""
    return cast("Policy", current_app.extensions[_KEY])


def _cookie_name(settings: Settings) -> str:
    """Name of the session's cookie: one for each archive, as ports and paths share their cookies.

    With a prefix that only a browser's secure connection to this very host can set (RFC 6265bis).
    """
    archive = sha256(str(settings.home.absolute()).encode()).hexdigest()[:8]
    return f"{'__Host-' if settings.https else ''}backfile-{archive}"
