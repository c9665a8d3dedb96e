"""The members of a document that its texts make, which take most of the work."""

from collections.abc import Sequence

from archive.article import Article
from indexer.analysis import Analyzer
from indexer.engines.tantivy_engine.layout import HAVING, LENGTH, WRITTEN
from indexer.engines.tantivy_engine.texts import Terms, Texts
from indexer.fields import LEAD_WORDS, TEXT_FIELDS

# The field whose words are counted, and the one that repeats its beginning.
BODY, LEAD = "body", "lead"

# Names come again: those of so many fields of articles are kept as they are handed over.
_MOST_NAMES = 20_000

# Of every text field what an article has in it, in the order of the registry.
FieldTexts = Sequence[Sequence[str]]


def texts_of(article: Article) -> FieldTexts:
    """All that there is to word of an article; the lead is in the body."""
    return [() if field.name == LEAD else field.texts(article) for field in TEXT_FIELDS]


class Wording:
    """Words the texts of articles for Tantivy."""

    def __init__(self) -> None:
        self._texts = {analyzer: Texts(analyzer) for analyzer in Analyzer}
        self._names: dict[tuple[str, ...], Terms] = {}

    def members(self, texts: FieldTexts) -> str:
        """The members of a document in JSON, with commas between them."""
        members: list[str] = []
        having: list[str] = []
        length = 0
        lead = Terms()
        for field, given in zip(TEXT_FIELDS, texts, strict=True):
            if field.name == LEAD:
                terms = lead
            elif not given:
                continue
            elif field.name == BODY:
                terms, lead = self._texts[field.analyzer].terms_and_beginning(given, LEAD_WORDS)
                length = terms.words
            elif field.analyzer is Analyzer.NAMES:
                terms = self._named(tuple(given))
            else:
                terms = self._texts[field.analyzer].terms(given)
            if not terms.words:
                continue
            having.append(field.name)
            members.append(f'"{field.name}":{terms.terms}')
            if terms.written:
                members.append(f'"{WRITTEN[field.name]}":{terms.written}')
        members.append(f'"{HAVING}":"{" ".join(having)}","{LENGTH}":{length}')
        return ",".join(members)

    def _named(self, names: tuple[str, ...]) -> Terms:
        terms = self._names.get(names)
        if terms is None:
            if len(self._names) >= _MOST_NAMES:
                self._names.clear()
            terms = self._names[names] = self._texts[Analyzer.NAMES].terms(names)
        return terms
