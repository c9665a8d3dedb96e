"""Query texts with a clause added: one that narrows the query, or that shows near-duplicates.

The text stays as it was typed. The result is parsed before it is used, to make sure that it means
the query and the clause.
"""

from collections.abc import Iterator, Sequence

from indexer.query.ast import Cluster, ParsedQuery, narrowed
from indexer.query.parser import MAX_CHARACTERS, parse
from indexer.query.unparse import written
from indexer.schema.fields import DUPLICATES_FIELD

_SHOWN = f"{DUPLICATES_FIELD}:show"


def with_duplicates(text: str) -> str:
    """Query text with `duplicates:show` added: near-duplicates are listed one by one."""
    return f"{text} {_SHOWN}"


def narrowed_texts(
    parsed: ParsedQuery, clusters: Sequence[Cluster], *, any_word: bool = False
) -> tuple[str, ...]:
    """Query text narrowed by each of some clusters, whose articles are listed one by one.

    `any_word` is how the query was parsed. Where nothing can be added to its text, for instance
    because it is too long, only the cluster is left. All ids of clusters have the same length, so
    a way to add one of them works for all.
    """
    typed = [with_duplicates(written(cluster)) for cluster in clusters]
    if not clusters:
        return ()
    ways = (
        (before, after)
        for before, after in _ways(parsed.text)
        if _narrows(f"{before}{typed[0]}{after}", parsed, clusters[0], any_word=any_word)
    )
    before, after = next(ways, ("", ""))
    return tuple(f"{before}{each}{after}" for each in typed)


def _ways(text: str) -> Iterator[tuple[str, str]]:
    """Ways to add a clause to a text: what goes before it, and what after it."""
    if text:
        yield f"{text} ", ""
        yield f"({text}) ", ""
        # With any word enough, only an operator makes the clause one that every hit has.
        yield f"({text}) AND ", ""
        # After a quotation mark that is not closed it would be part of the phrase.
        yield "", f" {text}"


def _narrows(text: str, parsed: ParsedQuery, cluster: Cluster, *, any_word: bool) -> bool:
    """Whether a text means the query narrowed by a cluster, with near-duplicates shown."""
    if len(text) > MAX_CHARACTERS:
        return False
    made = parse(text, any_word=any_word)
    meant = {narrowed(parsed.query, cluster), narrowed(cluster, parsed.query)}
    return made.show_duplicates and made.query in meant
