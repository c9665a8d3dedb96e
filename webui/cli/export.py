"""The command that takes articles out of the archive: export."""

import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, BinaryIO, NoReturn, Protocol

import click

from archive.cli.progress_bar import progress_bar
from archive.cli.session import INTERRUPTED, Session, home_option, say, stop
from archive.errors import UserError, output_errors_named
from archive.export.article_fields import chosen_fields
from archive.export.resumable_file import ResumableFile
from archive.ingest.interruption import interruptible
from indexer.cli.hit_output import say_notices
from indexer.cli.query_command import QueryCommand
from indexer.cli.search_options import ListOptions, list_options, opened
from indexer.desk.export import selected, whole_archive
from indexer.engines.engine import Sort
from webui.pages.desk.export_formats import FORMATS, WHOLE_ARTICLES, Export, ExportFormat


class _Output(Protocol):
    """Where an export goes."""

    @property
    def articles(self) -> int:
        """Number of articles written so far."""
        ...

    @property
    def last(self) -> str:
        """Id of the last article written, "" for none."""
        ...

    def write(self, content: bytes, ended: str, /) -> None:
        """Write bytes; `ended` is the id of the article that ends with them, "" for none."""
        ...


@dataclass(slots=True)
class _Stream:
    """Standard output, or what is no file that could be gone on with."""

    stream: BinaryIO
    articles: int = 0
    last: str = ""

    def write(self, content: bytes, ended: str) -> None:
        """Write bytes; what ends an article is sent on."""
        self.stream.write(content)
        if ended:
            self.articles += 1
            self.last = ended
        if ended or not self.articles:
            self.stream.flush()


@click.command(cls=QueryCommand)
@list_options
@click.option(
    "--format",
    "form",
    type=click.Choice(sorted(FORMATS)),
    default=WHOLE_ARTICLES,
    show_default=True,
)
@click.option(
    "--fields",
    metavar="NAME,…",
    default="",
    help="Only these fields, in jsonl and csv: headline,date,source",
)
@click.option(
    "--sort",
    type=click.Choice([str(sort) for sort in Sort]),
    help="Default: in the order in which the articles came in.",
)
@click.option(
    "--originals/--no-originals",
    default=None,
    help="With the documents that articles were read from, in jsonl; so is the whole archive.",
)
@click.option(
    "--removed", is_flag=True, help="With removed articles, in jsonl of the whole archive."
)
@click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A file; one that was left unfinished is gone on with.",
)
@click.option("--after", metavar="CURSOR", default="", help="Go on after the article of this id.")
@home_option
@click.pass_obj
def export(
    session: Session,
    form: str,
    fields: str,
    sort: str | None,
    originals: bool | None,
    removed: bool,
    output: Path | None,
    after: str,
    **listed: Any,  # noqa: ANN401 - click's
) -> None:
    """Write articles to a file or to standard output: every hit of a search, however many.

    The articles are those that 'search' counts: of near-duplicates the earliest, unless the query
    has duplicates:show. Without a query and filters it is the whole archive, with all of them.

    jsonl without --fields has whole articles with all their versions, tags, notes, collections and
    corrections: 'backfile add' brings back the same from it, under the same ids.

    What was stopped or killed goes on by the same command with --output, else with --after and the
    id of the last article written: with what is found then, and came in after that article.
    """
    options = ListOptions.of(listed)
    chosen = FORMATS[form]
    names = chosen_fields([name.strip() for name in fields.split(",") if name.strip()])
    is_whole = not options.narrows
    _check(chosen, is_whole=is_whole, fields=fields, sort=sort, after=after, removed=removed)
    with opened(session) as (store, service):
        if is_whole and not sort:
            selection = whole_archive(store, with_removed=removed)
        else:
            question = options.question(service)
            say_notices(service.search(replace(question, limit=0, facets=())))
            selection = selected(store, service, question, Sort(sort) if sort else None)
        asked = Export(
            store,
            selection,
            names=names if fields else (),
            with_originals=is_whole if originals is None else originals,
            with_removed=removed,
            question=options.query,
            highlighter=service.highlighter(options.query) if options.query.strip() else None,
            after=after,
        )
        if output is None:
            _write(_Stream(_standard_output()), chosen, asked)
        elif _is_no_file(output):
            with output_errors_named(output), output.open("wb") as stream:
                _write(_Stream(stream), chosen, asked)
        else:
            given = {
                "command": [form, fields, sort, asked.with_originals, removed, after],
                "list": [repr(listed[name]) for name in sorted(listed)],
                "sequence": store.sequence() if sort else None,
            }
            with ResumableFile(output, given) as file:
                if file.articles and not chosen.resumes:
                    file.start_over()
                _write(file, chosen, replace(asked, after=file.last or after))


def _check(
    chosen: ExportFormat,
    *,
    is_whole: bool,
    fields: str,
    sort: str | None,
    after: str,
    removed: bool,
) -> None:
    """Raise `UserError` for options that do not go together."""
    if fields and not chosen.takes_fields:
        raise UserError(f"--fields: {chosen.label} has articles as they are: use jsonl or csv")
    if sort and chosen is FORMATS[WHOLE_ARTICLES] and not fields:
        raise UserError("--sort: whole articles come in the order of their arrival: leave it out")
    if after and (sort or not chosen.resumes):
        raise UserError("--after: it goes by the order of arrival, and is not for html and md")
    if removed and not (is_whole and chosen is FORMATS[WHOLE_ARTICLES] and not fields):
        raise UserError("--removed: only the whole archive in jsonl has removed articles")


def _write(output: _Output, chosen: ExportFormat, asked: Export) -> None:
    """Write an export; the first Ctrl-C ends it after a whole article, and says how to go on."""
    total = asked.selection.total
    with progress_bar("Exporting") as report, interruptible() as interrupted:
        for piece in chosen.pieces(asked):
            output.write(piece.content, piece.ended)
            if piece.ended:
                if report is not None:
                    report(output.articles, max(total, output.articles))
                if interrupted.is_set():
                    _stop(output, chosen, total)


def _standard_output() -> BinaryIO:
    if sys.stdout is None:  # pyright: ignore[reportUnnecessaryComparison] - so it is when closed
        raise UserError("standard output is closed: open it, or name a file with --output")
    return sys.stdout.buffer


def _is_no_file(output: Path) -> bool:
    """Whether something is there that cannot be gone on with, such as a pipe."""
    with output_errors_named(output):
        return output.exists() and not output.is_file()


def _stop(output: _Output, chosen: ExportFormat, total: int) -> NoReturn:
    how = "begin anew"
    if chosen.resumes:
        is_file = isinstance(output, ResumableFile)
        how = "run the same command again" if is_file else f"go on with --after {output.last}"
    say(f"stopped: {output.articles:,} of {total:,} articles are written: {how}")
    stop(INTERRUPTED)
