"""Printing of hits: as a list to read, or in rows of a form."""

import os
from collections.abc import Iterable

import click

from archive.cli.session import print_json, say
from archive.model.article import Article
from indexer.cli.hit_rows import HitFormat, csv_lines, json_lines, table_lines
from indexer.cli.wording import counted
from indexer.highlight.snippets import TextSpan
from indexer.search.results import ExplainedClause, FoundArticle, Results

# Terminals that would show the codes of styles.
_PLAIN_TERMINALS = frozenset({"dumb", "unknown"})


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
    say_notices(results)
    for line in lines:
        click.echo(line, nl=False)


def _print_list(results: Results) -> None:
    say_notices(results)
    if results.explanation:
        _print_clause(results.explanation, "")
    styled = _is_styled()
    for found in results.found:
        click.echo(_hit(found), color=styled)


def _is_styled() -> bool | None:
    """Whether hits have styles: as asked for (no-color.org, force-color.org), None for by click.

    Click takes them out where the output is no terminal.
    """
    if os.environ.get("TERM") in _PLAIN_TERMINALS or os.environ.get("NO_COLOR"):
        return False
    return True if os.environ.get("FORCE_COLOR") else None


def say_notices(results: Results) -> None:
    """Say what of the query was read otherwise than written, and what the index lacks."""
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


def _hit(found: FoundArticle) -> str:
    headline = _marked(found.headline or (TextSpan("(no headline)", hit=False),), bold=True)
    more = f" (and {found.others:,} more)" if found.others else ""
    snippets = (f"  {_marked(snippet)}\n" for snippet in found.snippets)
    about = click.style(_about(found.article), dim=True)
    return f"{headline}{more}\n{about}\n{''.join(snippets)}"


def _about(article: Article) -> str:
    regions = "; ".join(" › ".join(region.path) for region in article.regions)
    names = ", ".join(f"{credit.name} ({credit.role})" for credit in article.credits)
    facts = (article.id, article.published.value or "undated", article.source, regions, names)
    return " · ".join(fact for fact in facts if fact)


def _marked(segments: tuple[TextSpan, ...], *, bold: bool = False) -> str:
    return "".join(
        click.style(segment.text, bold=bold or None, reverse=segment.hit or None)
        for segment in segments
    )
