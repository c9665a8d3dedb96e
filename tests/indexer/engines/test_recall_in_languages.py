"""Every fifth sentence of the news in six languages is found again by a piece of it."""

import random
from contextlib import closing
from itertools import cycle

import pytest

from archive.model.article import Article, Provenance
from indexer.engines.registry import ENGINES, engine_kind
from indexer.query.ast import Everything
from indexer.query.parser import parse
from tests.support import parallel_news
from tests.support.parallel_news import LANGUAGES, piece

pytestmark = pytest.mark.shared

# One sentence of so many is taken.
_OF = 5


@pytest.fixture(scope="session")
def sentences(shared_data):
    """The sentences by language and the ids of their articles."""
    return {
        language: {
            f"{first:08x}{i:08x}": line
            for i, line in enumerate(lines)
            # One or another is a quotation mark.
            if any(map(str.isalnum, line)) and i % _OF == 0
        }
        for first, (language, lines) in enumerate(parallel_news.sentences(shared_data).items())
    }


@pytest.fixture(scope="module", params=ENGINES)
def engine(request, sentences, tmp_path_factory):
    """An open index of all sentences, each an article's body."""
    kind, folder = engine_kind(request.param), tmp_path_factory.mktemp(request.param)
    with closing(kind.writer(folder)) as writer:
        for language, lines in sentences.items():
            for article_id, line in lines.items():
                writer.add(
                    Article("", (line,), Provenance("", "", ""), article_id, language=language)
                )
        writer.commit()
    with closing(kind.open(folder)) as opened:
        yield opened


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_is_found_by_a_piece_of_it(engine, sentences, language):
    """The pieces are asked for as words and as phrases, in turn."""
    rng = random.Random(LANGUAGES[language])  # noqa: S311 - the same pieces every time
    as_typed = cycle(("{}", '"{}"'))
    lost = {
        text: line
        for article_id, line in sentences[language].items()
        if article_id
        not in found(engine, text := next(as_typed).format(piece(line, language, rng)))
    }
    assert lost == {}


def found(engine, text):
    query = parse(text).query
    assert query != Everything(), text
    return engine.ids(query)
