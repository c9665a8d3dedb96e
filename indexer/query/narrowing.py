"""Query text rewriting: appends a narrowing clause, or the clause that shows near-duplicates.

The text itself stays as it was typed. Each result is parsed before it is used, and taken only if
its AST is the conjunction of the query and the clause.
"""

from collections.abc import Iterator, Sequence

from indexer.query.ast import Cluster, ParsedQuery, narrowed
from indexer.query.parser import MAX_CHARACTERS, parse
from indexer.query.unparse import written
from indexer.schema.fields import DUPLICATES_FIELD

_SHOW_DUPLICATES = f"{DUPLICATES_FIELD}:show"


def with_duplicates(text: str) -> str:
    """Query text with `duplicates:show` added: near-duplicates are listed one by one."""
    return f"{text} {_SHOW_DUPLICATES}"


def narrowed_texts(
    parsed: ParsedQuery, clusters: Sequence[Cluster], *, any_word: bool = False
) -> tuple[str, ...]:
    """Query texts that narrow a query to each of the clusters, near-duplicates shown.

    One text for each cluster, in order. `any_word` is the mode that the query was parsed in. Where
    no rewriting has the right AST, for instance because the text is too long already, the cluster
    clause stands alone. Cluster ids are all of one length, so the rewriting that works for the
    first cluster works for all.
    """
    clauses = [with_duplicates(written(cluster)) for cluster in clusters]
    if not clusters:
        return ()
    rewritings = (
        (before, after)
        for before, after in _rewritings(parsed.text)
        if _narrows(f"{before}{clauses[0]}{after}", parsed, clusters[0], any_word=any_word)
    )
    before, after = next(rewritings, ("", ""))
    return tuple(f"{before}{each}{after}" for each in clauses)


def _rewritings(text: str) -> Iterator[tuple[str, str]]:
    """Candidate rewritings, as the text before the clause and the text after it."""
    if text:
        yield f"{text} ", ""
        yield f"({text}) ", ""
        # Where any word is enough, only an operator makes the clause mandatory.
        yield f"({text}) AND ", ""
        # Behind an unclosed quotation mark the clause would become part of the phrase.
        yield "", f" {text}"


def _narrows(text: str, parsed: ParsedQuery, cluster: Cluster, *, any_word: bool) -> bool:
    """Whether a text parses to the query AND the cluster, with near-duplicates shown."""
    if len(text) > MAX_CHARACTERS:
        return False
    reparsed = parse(text, any_word=any_word)
    expected = {narrowed(parsed.query, cluster), narrowed(cluster, parsed.query)}
    return reparsed.show_duplicates and reparsed.query in expected
