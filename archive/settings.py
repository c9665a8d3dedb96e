"""Settings: the one table of names, defaults and help."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Annotated, Any, Literal, get_type_hints

import msgspec
from msgspec import Meta

from archive.errors import UserError
from archive.model.time_zones import UTC_NAME, zone_named

PREFIX = "BACKFILE_"
# Segments that no browser or proxy reads as anything else.
_PREFIX = re.compile(r"(?:/(?!\.{1,2}(?:/|$))[A-Za-z0-9._~-]+)*/?")


def _default_home() -> Path:
    import platformdirs

    return platformdirs.user_data_path("backfile")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Settings, from environment variables `BACKFILE_<NAME>`; options of commands override them.

    Each type carries the bounds of its value, and what the setting is.
    """

    home: Annotated[Path, Meta(description="The folder that holds the archive and its index.")] = (
        field(default_factory=_default_home)
    )
    engine: Annotated[
        str,
        Meta(
            description="The search engine that indexes it: whoosh or tantivy. By default the one "
            "that made the index, else whoosh."
        ),
    ] = ""
    host: Annotated[str, Meta(description="The address that `serve` listens on.")] = "127.0.0.1"
    port: Annotated[int, Meta(ge=0, le=65535, description="The port; 0 takes a free one.")] = 8000
    workers: Annotated[int, Meta(ge=1, le=64, description="How many processes serve pages.")] = 2
    public: Annotated[
        bool,
        Meta(
            description="Whether everybody who reaches the address may read. Nobody changes "
            "anything then but users who log in."
        ),
    ] = False
    allowed_hosts: Annotated[
        str,
        Meta(
            description="The names that readers reach it by, parted by commas; requests for others "
            "are refused. `localhost` and the address it listens on need not be named."
        ),
    ] = ""
    behind_proxy: Annotated[
        int,
        Meta(
            ge=0,
            le=16,
            description="How many proxies are before it, whose `X-Forwarded-` headers are "
            "believed.",
        ),
    ] = 0
    prefix: Annotated[
        str, Meta(description="The path that a proxy serves it under, such as /archive.")
    ] = ""
    https: Annotated[
        bool,
        Meta(
            description="Whether readers reach it by https: addresses and cookies are made for "
            "that."
        ),
    ] = False
    time_zone: Annotated[
        str,
        Meta(description="The zone of a new archive's days; `time-zone` sets that of an old one."),
    ] = UTC_NAME
    address: Annotated[
        str,
        Meta(
            description="The address that readers have the pages at, for links in mails: "
            "https://archive.example.org/. By default that of the host and the port."
        ),
    ] = ""
    smtp_host: Annotated[
        str, Meta(description="The mail server that `alerts run` sends digests by.")
    ] = ""
    smtp_port: Annotated[int, Meta(ge=1, le=65535, description="Its port.")] = 587
    smtp_tls: Annotated[
        Literal["starttls", "tls", "none"],
        Meta(
            description="How the connection to it is kept secret: starttls, tls (from the first "
            "byte) or none."
        ),
    ] = "starttls"
    smtp_user: Annotated[str, Meta(description="The user to log in as, if any.")] = ""
    smtp_password_file: Annotated[
        str, Meta(description="The file whose first line is the user's password.")
    ] = ""
    smtp_from: Annotated[str, Meta(description="The address that digests are from.")] = ""

    @property
    def database(self) -> Path:
        """Path of the database of articles."""
        return self.home / "archive.sqlite3"

    @property
    def index(self) -> Path:
        """Folder of the index's generations."""
        return self.home / "index"

    @property
    def maps(self) -> Path:
        """Folder of the map files that were kept under a name."""
        return self.home / "maps"


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """Settings that the environment states, defaults for the rest.

    Raises `UserError`, naming the variable, for a value that is out of bounds or of another type.
    """
    stated = {name.upper(): value for name, value in environment.items()}
    given: dict[str, Any] = {}
    for each in fields(Settings):
        variable = f"{PREFIX}{each.name.upper()}"
        if variable not in stated:
            continue
        try:
            given[each.name] = _converted(each.name, stated[variable])
        except ValueError as error:
            raise UserError(f"{variable}: {error}: correct it or unset it") from error
    return Settings(**given)


def is_stated(name: str, environment: Mapping[str, str] = os.environ) -> bool:
    """Whether the environment states a setting."""
    return f"{PREFIX}{name}".upper() in map(str.upper, environment)


def description(name: str) -> str:
    """What a setting is, in a sentence."""
    (meta,) = get_type_hints(Settings, include_extras=True)[name].__metadata__
    return meta.description


def with_options(settings: Settings, given: Mapping[str, Any]) -> Settings:
    """Settings with options of a command line in place of some; None states nothing.

    Raises `UserError`, naming the option, for a value that is out of bounds or of another type.
    """
    chosen: dict[str, Any] = {}
    for name, value in given.items():
        if value is None:
            continue
        try:
            chosen[name] = _converted(name, value)
        except ValueError as error:
            raise UserError(f"--{name.replace('_', '-')}: {error}") from error
    return replace(settings, **chosen)


def _converted(name: str, value: Any) -> Any:  # noqa: ANN401 - any setting's value
    """A value in the type of its setting; `ValueError` where it does not fit."""
    wanted = get_type_hints(Settings, include_extras=True)[name]
    try:
        fitting = msgspec.convert(
            value, wanted, strict=False, dec_hook=lambda _type, text: Path(text)
        )
    except msgspec.ValidationError as error:
        raise ValueError(f"“{value}” does not fit: {str(error).replace('`', '')}") from error
    if name == "time_zone":
        zone_named(fitting)
    if name == "prefix":
        if not _PREFIX.fullmatch(fitting):
            raise ValueError(f"“{value}” does not fit: a prefix is a path such as /archive")
        return fitting.rstrip("/")
    return fitting
