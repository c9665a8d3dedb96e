"""Printing of hits: as a list to read, or in rows of a form."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from archive.cli.session import print_json, say
from archive.model.article import Article
from indexer.cli.hit_rows import HitFormat, csv_lines, json_lines, table_lines
from indexer.cli.wording import counted
from indexer.highlight.snippets import TextSpan
from indexer.search.results import ExplainedClause, FoundArticle, Results

if TYPE_CHECKING:
    from rich.text import Text


def print_hits(results: Results, form: HitFormat | None) -> None:
    """Print a page of hits in a form, by default as a list to read.

    What is to be said beside goes to stderr; JSON says it itself.
    """
    match form:
        case HitFormat.JSON:
            print_json(results.to_json())
            return
        case HitFormat.JSONL:
            _print_rows(results, json_lines(results))
        case HitFormat.CSV:
            _print_rows(results, csv_lines(results))
        case HitFormat.TABLE:
            _print_rows(results, table_lines(results))
            _print_total(results)
        case None:
            _print_list(results)
            _print_total(results)
    if not results.complete:
        say("time ran out before every article was looked at: ask for less at once")


def _print_rows(results: Results, lines: Iterable[str]) -> None:
    _say_notices(results)
    for line in lines:
        click.echo(line, nl=False)


def _print_list(results: Results) -> None:
    from rich.console import Console

    _say_notices(results)
    if results.explanation:
        _print_clause(results.explanation, "")
    console = Console(highlight=False, soft_wrap=True)
    for found in results.found:
        console.print(_hit(found))


def _say_notices(results: Results) -> None:
    for notice in results.notices:
        say(notice.message)
    if results.behind:
        say(f"the index is {counted(results.behind, 'change')} behind: run 'backfile update'")


def _print_total(results: Results) -> None:
    shown = len(results.found)
    first = results.question.offset + 1
    where = f", {first:,} to {first + shown - 1:,} shown" if 0 < shown < results.total else ""
    least = "" if results.complete else "at least "
    click.echo(f"{least}{results.total:,} found{where} ({results.took_ms:.0f} ms)")
    for other in results.alternatives:
        click.echo(f"{other.difference}: {other.query} finds {other.total:,}")


def _print_clause(clause: ExplainedClause, indent: str) -> None:
    empties = "; nothing is left from here on" if clause.empties else ""
    click.echo(f"{indent}{clause.meaning}: {clause.hits:,}{empties}")
    for each in clause.clauses:
        _print_clause(each, f"{indent}  ")


def _hit(found: FoundArticle) -> Text:
    text = _marked(found.headline or (TextSpan("(no headline)", hit=False),), "bold")
    if found.others:
        text.append(f" (and {found.others:,} more)")
    text.append(f"\n{_about(found.article)}\n", "dim")
    for snippet in found.snippets:
        text.append("  ")
        text.append_text(_marked(snippet, ""))
        text.append("\n")
    return text


def _about(article: Article) -> str:
    regions = "; ".join(" › ".join(region.path) for region in article.regions)
    names = ", ".join(f"{credit.name} ({credit.role})" for credit in article.credits)
    facts = (article.id, article.published.value or "undated", article.source, regions, names)
    return " · ".join(fact for fact in facts if fact)


def _marked(segments: tuple[TextSpan, ...], style: str) -> Text:
    from rich.text import Text

    text = Text()
    for segment in segments:
        text.append(segment.text, f"{style} reverse" if segment.hit else style)
    return text
