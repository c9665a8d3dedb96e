"""Terminal output of the commands: search results and the list of engines."""

from collections.abc import Mapping

import click
from rich.console import Console
from rich.text import Text

from archive.cli.session import say
from archive.model.article import Article
from indexer.cli.benchmark import EngineMeasurement
from indexer.engines.registry import KNOWN_ENGINES
from indexer.highlight.snippets import TextSpan
from indexer.search.results import ExplainedClause, FoundArticle, Results

# Answers that take longer are felt as waiting.
SLOW_MS = 200.0


def counted(number: int, noun: str) -> str:
    """A count with its noun in the right number, as in "1 change" and "1,200 changes"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def sentence_case(clause: str) -> str:
    """A clause with a capital first letter; the rest, such as names, stays as it is."""
    return clause[:1].upper() + clause[1:]


def print_results(results: Results) -> None:
    """Print a page of hits, with notices before it and the total after it."""
    console = Console(highlight=False, soft_wrap=True)
    for notice in results.notices:
        say(notice.message)
    if results.behind:
        say(f"the index is {counted(results.behind, 'change')} behind: run 'backfile update'")
    if results.explanation:
        _print_clause(results.explanation, "")
    for found in results.found:
        console.print(_hit(found))
    shown = len(results.found)
    first = results.question.offset + 1
    where = f", {first:,} to {first + shown - 1:,} shown" if 0 < shown < results.total else ""
    least = "" if results.complete else "at least "
    click.echo(f"{least}{results.total:,} found{where} ({results.took_ms:.0f} ms)")
    if not results.complete:
        say("time ran out before every article was looked at: ask for less at once")
    for other in results.alternatives:
        click.echo(f"{other.difference}: {other.query} finds {other.total:,}")


def _print_clause(clause: ExplainedClause, indent: str) -> None:
    empties = "; nothing is left from here on" if clause.empties else ""
    click.echo(f"{indent}{clause.meaning}: {clause.hits:,}{empties}")
    for each in clause.clauses:
        _print_clause(each, f"{indent}  ")


def print_engines(used: str, measured: Mapping[str, EngineMeasurement]) -> None:
    """Print the known engines, each with its measurements if there are any."""
    for known in KNOWN_ENGINES:
        installed = f"installed ({known.version})" if known.version else "not installed"
        state = f"in use ({known.version})" if known.name == used else installed
        click.echo(f"{known.name}: {state}; {known.suits}")
        if numbers := measured.get(known.name):
            click.echo(
                f"  {numbers.articles:,} articles: {numbers.articles_per_s:,.0f} indexed a second, "
                f"{numbers.index_bytes / 1e6:,.1f} MB, half of the answers within "
                f"{numbers.p50_ms:,.0f} ms, 95 of 100 within {numbers.p95_ms:,.0f} ms"
            )
    if advice := _advice(used, measured):
        click.echo(advice)


def _advice(used: str, measured: Mapping[str, EngineMeasurement]) -> str:
    """Advice on the choice of engine by the measurements; "" without any of the one in use."""
    if used not in measured:
        return ""
    if measured[used].p95_ms <= SLOW_MS:
        return f"{used} is fast enough for this archive."
    fastest = min(measured.values(), key=lambda numbers: numbers.p95_ms)
    if fastest.engine != used:
        return f"Switch with 'backfile rebuild --engine {fastest.engine}'."
    missing = (known for known in KNOWN_ENGINES if not known.version)
    return "\n".join(f"{known.name} would be faster: {known.suits}" for known in missing)


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
    text = Text()
    for segment in segments:
        text.append(segment.text, f"{style} reverse" if segment.hit else style)
    return text
