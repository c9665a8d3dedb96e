"""How long each parser takes with what is made to take long: `python -m tests.bench.parsing`.

The tests assert that work grows no faster than its input; the seconds are told here. One line for
each parser: the input that took longest, its size, and its processor time.
"""

from archive.facts.regions import mentioned
from indexer.query.parser import MAX_CHARACTERS, parse
from tests.archive.facts.credits import test_credits
from tests.archive.facts.datelines import test_datelines
from tests.archive.facts.dates import test_dates
from tests.archive.facts.regions import test_regions
from tests.archive.formats import test_plain_text
from tests.archive.formats.mail import test_message
from tests.archive.formats.markup import test_xml
from tests.archive.formats.office_document import test_docx, test_front_matter, test_pdf
from tests.archive.formats.syndication import test_feed
from tests.indexer.query import test_parser
from tests.support.work import cost_s


def main() -> None:
    """Print the table."""
    print(f"{'parser':<14}{'input':<28}{'size':>10}{'seconds':>9}")
    for parser, (work, inputs) in _hostile().items():
        # Tables and models are read at the first call.
        work(next(iter(inputs.values())))
        seconds, name, size = max(
            (cost_s(work, made), name, len(made)) for name, made in inputs.items()
        )
        print(f"{parser:<14}{name!r:<28.28}{size:>10,}{seconds:>9.3f}", flush=True)


def _hostile():
    """The parsers, each with what reads an input and the inputs by their names."""
    return {
        "query": (parse, _repeated(test_parser.LONG_PATTERNS, MAX_CHARACTERS)),
        "date": (test_dates.read_anew, _repeated(test_dates.PIECES, 100)),
        "dateline": (test_datelines.parse_dateline, _repeated(test_datelines.PIECES, 10_000)),
        "credits": (test_credits.parse_credits, _repeated(test_credits.REPEATED, 10_000)),
        "regions": (
            lambda text: mentioned("", [text]),
            _repeated(test_regions.MANY_NAMES, 10_000),
        ),
        "plain text": (
            test_plain_text.read,
            {
                piece: f"Ferry runs again\n\n{text}"
                for piece, text in _repeated(test_plain_text.PIECES, 200_000).items()
            },
        ),
        "front matter": (
            test_front_matter.read_or_refuse,
            _repeated(test_front_matter.HARMFUL, 50_000),
        ),
        "html": (test_xml.parse_html, _repeated(test_xml.HARMFUL, 1_000_000)),
        "docx": (test_docx.read_or_refuse, _made(test_docx.HARMFUL, 4_000_000)),
        "pdf": (test_pdf.read_or_refuse, _made(test_pdf.HARMFUL, 100_000)),
        "feed": (test_feed.read_or_refuse, _made(test_feed.HOSTILE, 2_000_000)),
        "mail": (test_message.read_or_refuse, _made(test_message.HARMFUL, 30_000)),
    }


def _repeated(pieces, size):
    return {piece: (piece * size)[:size] for piece in pieces}


def _made(makers, size):
    return {name: make(size) for name, make in makers.items()}


if __name__ == "__main__":
    main()
