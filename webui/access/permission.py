"""Permission to change the archive, for the user of the current request."""

from collections.abc import Callable
from contextlib import nullcontext
from functools import lru_cache, wraps
from typing import Any, ParamSpec, TypeVar

from flask import request

from archive import time_budget
from archive.errors import ForbiddenError, UnknownUserError
from archive.store.audit import system_user
from webui.access.forgery import token_of
from webui.access.identification import visitor
from webui.access.policy import policy
from webui.bounds import PATIENCE

_View = TypeVar("_View", bound=Callable[..., Any])
_P = ParamSpec("_P")
_R = TypeVar("_R")
_READS_ONLY = "_backfile_changes_nothing"
_MOST_BYTES = "_backfile_most_bytes"


def may_read() -> bool:
    """Whether the visitor may read the archive."""
    return policy().public or policy().is_open or visitor().user is not None


def may_edit() -> bool:
    """Whether the visitor may change the archive."""
    user = visitor().user
    return user.role.may_edit if user else policy().is_open


def may_send() -> bool:
    """Whether the visitor may send forms that change nothing, to views that `changes_nothing`."""
    return policy().is_open or visitor().user is not None


def editor() -> str:
    """Name of the visitor, who is about to change the archive.

    Raises `ForbiddenError` where the visitor may not, `UnknownUserError` where a login is missing.
    """
    if policy().is_open:
        return _owner()
    user = visitor().user
    if user is None and policy().users:
        raise UnknownUserError("only users change this archive: log in first")
    if user is None:
        raise ForbiddenError("this archive is there to be read: nothing can be changed here")
    if not user.role.may_edit:
        raise ForbiddenError(f"{user.name} may read this archive, but not change it")
    return user.name


def csrf_token() -> str:
    """Token that every form sends along, against forms of other sites."""
    return token_of(visitor())


def changes_nothing(view: Callable[_P, _R]) -> Callable[_P, _R]:
    """Mark a view that a form is sent to, but that changes nothing: readers may use it, too.

    Where it is too slow it is given up, and the form is sent to the slow lane.
    """

    @wraps(view)
    def answered(*args: _P.args, **kwargs: _P.kwargs) -> _R:
        patience = request.environ.get(PATIENCE)
        with time_budget.with_patience(patience) if patience else nullcontext():
            return view(*args, **kwargs)

    setattr(answered, _READS_ONLY, True)
    return answered


def takes_form(most_bytes: int) -> Callable[[_View], _View]:
    """Mark a view whose form may be larger than those of others: the gate reads it first."""

    def marked(view: _View) -> _View:
        setattr(view, _MOST_BYTES, most_bytes)
        return view

    return marked


def largest_form(view: Callable[..., Any] | None) -> int | None:
    """Bytes of the largest form of a view marked by `takes_form`; None for other views."""
    return getattr(view, _MOST_BYTES, None)


def is_for_readers(view: Callable[..., Any] | None) -> bool:
    """Whether a view was marked by `changes_nothing`."""
    return getattr(view, _READS_ONLY, False)


@lru_cache(maxsize=1)
def _owner() -> str:
    """Name of the user whose process this is."""
    return system_user()
