"""Texts of a query with something added: a clause that narrows it, or that shows near-duplicates.

What was typed stays as it was typed. What is made is parsed again before it is taken, so that it
means what it is to mean.
"""

from collections.abc import Iterator, Sequence

from indexer.query.ast import Cluster, ParsedQuery, narrowed
from indexer.query.parser import MAX_CHARACTERS, parse
from indexer.query.unparse import written
from indexer.schema.fields import DUPLICATES_FIELD

_SHOWN = f"{DUPLICATES_FIELD}:show"


def with_duplicates(text: str) -> str:
    """The text of a query that lists near-duplicates one by one."""
    return f"{text} {_SHOWN}"


def narrowed_texts(
    parsed: ParsedQuery, clusters: Sequence[Cluster], *, any_word: bool = False
) -> tuple[str, ...]:
    """Texts of a query narrowed by each of some clusters, whose articles are listed one by one.

    `any_word` is how the query was parsed. Where nothing can be added to its text, as to one that
    is too long, the cluster alone is left. All clusters have ids of one length: what fits one of
    them fits all.
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
    """Strings that a clause can be put between, to narrow a text."""
    if text:
        yield f"{text} ", ""
        yield f"({text}) ", ""
        # Beside words of which any is enough only an operator makes a clause one that all have.
        yield f"({text}) AND ", ""
        # Behind a quotation mark that is not closed it would be part of the phrase.
        yield "", f" {text}"


def _narrows(text: str, parsed: ParsedQuery, cluster: Cluster, *, any_word: bool) -> bool:
    """Whether a text means a query narrowed by a cluster, with near-duplicates one by one."""
    if len(text) > MAX_CHARACTERS:
        return False
    made = parse(text, any_word=any_word)
    meant = {narrowed(parsed.query, cluster), narrowed(cluster, parsed.query)}
    return made.show_duplicates and made.query in meant
