"""Whether a sentence of the news in six languages is found again by a piece of it.

    python -m tests.bench.pieces [--homes FOLDER] [--engine NAME ...] [--of 1]

A piece is three words, or six characters where a script has no spaces, one of each sentence that is
longer. As a phrase it has to find its sentence; as words, its own sentence should be the first.
"""

import argparse
import random
import sys
import tempfile
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

from indexer.engines.registry import ENGINES
from indexer.search.results import SearchQuery
from indexer.search.service import SearchService
from tests.bench.searching.homes import SHARED, Corpus
from tests.bench.searching.multilingual import parallel
from tests.support.parallel_news import LANGUAGES, has_pieces, piece

_ASKED, _FOUND, _FOUND_AS_WORDS, _FIRST = "pieces", "as phrase", "as words", "first"
_COLUMNS = (_ASKED, _FOUND, _FOUND_AS_WORDS, _FIRST)


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a sentence, and the articles that have that sentence."""

    text: str
    language: str
    own: frozenset[str]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--engine", nargs="+", choices=ENGINES, default=list(ENGINES))
    parser.add_argument("--homes", type=Path, help="keep the archive there for the next run")
    parser.add_argument("--of", type=int, default=1, help="take one sentence of so many")
    parser.add_argument("--failed", action="store_true", help="list the pieces that are not first")
    options = parser.parse_args()
    if not SHARED.is_dir():
        sys.exit(f"bench: the sentences are not at {SHARED}")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        corpus = parallel(options.homes or Path(folder))
        pieces = _pieces(corpus, options.of)
        for engine in options.engine:
            with corpus.service(engine) as service:
                _print(engine, *_measured(service, pieces), failed=options.failed)


def _pieces(corpus: Corpus, of: int) -> list[Piece]:
    rng = random.Random(0)  # noqa: S311 - the same pieces every time
    texts: dict[str, set[str]] = defaultdict(set)
    sentences: list[tuple[str, str, int]] = []
    for article in corpus.articles():
        (text,) = article.body
        *_, language, number = article.url.split("/")
        texts[text].add(article.id)
        if has_pieces(text, language):
            sentences.append((language, text, int(number)))
    return [
        Piece(piece(text, language, rng), language, frozenset(texts[text]))
        for language, text, number in sorted(sentences)
        if number % of == 0
    ]


def _measured(
    service: SearchService, pieces: list[Piece]
) -> tuple[dict[str, Counter[str]], list[Piece]]:
    """How many pieces of each language are found, and those that are not the first."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    failed: list[Piece] = []
    for each in pieces:
        phrase = service.every_id(SearchQuery(f'"{each.text.replace(chr(34), " ")}"', each=True))
        words = service.every_id(SearchQuery(each.text, each=True))
        is_first = bool(each.own & set(words[:1]))
        counts[each.language].update(
            {
                _ASKED: 1,
                _FOUND: bool(each.own & set(phrase)),
                _FOUND_AS_WORDS: bool(each.own & set(words)),
                _FIRST: is_first,
            }
        )
        if not is_first:
            failed.append(each)
    return counts, failed


def _print(
    engine: str, counts: dict[str, Counter[str]], failed_pieces: list[Piece], *, failed: bool
) -> None:
    print(f"\n{engine:<9}" + "".join(f"{column:>11}" for column in _COLUMNS))
    counts = {language: counts[language] for language in LANGUAGES}
    for language, of in (*counts.items(), ("all", sum(counts.values(), Counter()))):
        shares = "".join(f"{of[column] / of[_ASKED]:>11.4f}" for column in _COLUMNS[1:])
        print(f"{language:<9}{of[_ASKED]:>11,}{shares}", flush=True)
    for each in failed_pieces if failed else ():
        print(f"  {each.language} {each.text}")


if __name__ == "__main__":
    main()
