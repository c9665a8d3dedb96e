"""Inputs of a command line: files and folders, pipes, standard input, and web pages."""

import re
import sys
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click

from archive.cli.session import say
from archive.errors import SourceError
from archive.ingest.files import OpenFile, find_files, is_pipe, shown
from archive.ingest.inputs import Input
from archive.ingest.spooling import spooled_pipe, spooled_stream

Command = TypeVar("Command", bound=Callable[..., Any])

STANDARD_INPUT = "standard input"
_STREAM = "-"
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)

_INPUTS = click.argument(
    "given",
    metavar="PATH|URL|-…",
    nargs=-1,
    required=True,
    type=click.Path(path_type=str, readable=False, allow_dash=True),
)
_ALLOW_PRIVATE = click.option(
    "--allow-private", is_flag=True, help="Fetch pages from servers in private networks, too."
)


def inputs_argument(command: Command) -> Command:
    """Add the argument for inputs to a command, and the option for where pages may lie."""
    return _INPUTS(_ALLOW_PRIVATE(command))


@contextmanager
def opened_inputs(
    given: Sequence[str], mapping: Mapping[str, str], *, allow_private: bool
) -> Generator[list[Input]]:
    """Inputs that were named, files first, no repeats.

    Streams are read to their end before anything else. Raises `SourceError`, before anything is
    added, where one of them, a file or a folder cannot be had; pages are fetched later.
    """
    names = list(dict.fromkeys(given))
    addresses = [name for name in names if _ADDRESS.match(name)]
    paths = [Path(name) for name in names if name != _STREAM and name not in addresses]
    files = find_files(paths) if paths else []
    with ExitStack() as stack:
        inputs: list[Input] = []
        for path in files:
            if is_pipe(path):
                copy = stack.enter_context(spooled_pipe(path))
                inputs.append(OpenFile(copy, mapping, name=shown(path)))
            else:
                inputs.append(OpenFile(path, mapping))
        if _STREAM in names:
            copy = stack.enter_context(spooled_stream(STANDARD_INPUT, _standard_input()))
            inputs.append(OpenFile(copy, mapping, name=STANDARD_INPUT))
        yield [*inputs, *_pages(addresses, allow_private=allow_private)]


def read_whole(path: Path, most_bytes: int) -> bytes:
    """Content of a file, or of standard input for "-"; one byte more where it is larger.

    Raises `SourceError` for what is no file, or cannot be read.
    """
    name = STANDARD_INPUT if str(path) == _STREAM else shown(path)
    try:
        if str(path) == _STREAM:
            return _standard_input().read(most_bytes + 1)
        if path.exists() and not path.is_file():
            raise SourceError(f"{name}: it is no file: give one, or - for standard input")
        with path.open("rb") as stream:
            return stream.read(most_bytes + 1)
    except OSError as error:
        raise SourceError(
            f"{name}: {error.strerror}: check the path, or allow reading it"
        ) from error


def _standard_input() -> Any:  # noqa: ANN401 - any binary stream
    stream = getattr(sys.stdin, "buffer", None)
    if stream is None:
        raise SourceError(f"{STANDARD_INPUT}: it is closed: give a file, or write into it")
    if stream.isatty():
        say("reading standard input: Ctrl-D ends it")
    return stream


def _pages(addresses: Sequence[str], *, allow_private: bool) -> list[Input]:
    if not addresses:
        return []
    from archive.feeds.http_client import Fetcher
    from archive.feeds.http_connection import parse_target
    from archive.feeds.web_page import PageFetcher, WebPage

    for address in addresses:
        parse_target(address)
    fetcher = PageFetcher(Fetcher(allow_private=allow_private))
    return [WebPage(address, fetcher) for address in addresses]
