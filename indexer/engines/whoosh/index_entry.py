"""Index entries: how an article is laid out in a Whoosh index, derived from the field registry.

Each text field has its terms with positions, the folded words that stemming changed as terms
without positions in a field beside it, and a column of its lengths. Each facet has the distinct
sets of values, and a column with the number of each article's set. Further columns hold the id,
the cluster and the days; the headline is a stored field.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from archive.model.article import Article
from indexer.analysis.analyzer import Analyzer
from indexer.analysis.languages import analysis_language
from indexer.schema.date_order import moment
from indexer.schema.fields import FACETS, TEXT_FIELDS, received_day

ID_COLUMN, CLUSTER = "id_number", "cluster"
MOMENT, LAST_DAY = "moment", "last_day"
# The number of the article's arrival, and its day.
ARRIVAL, RECEIVED = "arrival", "received_day"

WRITTEN = {field.name: f"written_{field.name}" for field in TEXT_FIELDS}
LENGTH = {field.name: f"length_{field.name}" for field in TEXT_FIELDS}
# Fields with length normalisation: prose. The length of a list of names says nothing of a match.
MEASURED = tuple(field.name for field in TEXT_FIELDS if field.analyzer is Analyzer.PROSE)

# Names of fields in the Whoosh schema that differ from ours, or that are only there.
TITLE, ID, DATE = "title", "id", "date"
TEXT_FIELD_OF = {TITLE if field.name == "headline" else field.name: field for field in TEXT_FIELDS}
FACET_NAMES = frozenset(facet.name for facet in FACETS)


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """One article as it is indexed.

    `numbers` are by column name, absent for none. `texts` of fields and `values` of facets are in
    the order of the registry; prose is analysed in `language`.
    """

    numbers: dict[str, int]
    title: str
    language: str
    texts: tuple[Sequence[str], ...]
    values: tuple[tuple[str, ...], ...]


def entry(article: Article) -> IndexEntry:
    """Make the index entry of an article."""
    numbers = {ID_COLUMN: int(article.id, 16)}
    if article.cluster:
        numbers[CLUSTER] = int(article.cluster, 16)
    if received := received_day(article):
        numbers[ARRIVAL], numbers[RECEIVED] = article.arrival, received.toordinal()
    if days := article.published.days():
        numbers[MOMENT], numbers[LAST_DAY] = moment(article.published), days[1].toordinal()
    return IndexEntry(
        numbers,
        article.headline,
        analysis_language(article.language),
        tuple(field.texts(article) for field in TEXT_FIELDS),
        tuple(tuple(sorted(facet.values_of(article))) for facet in FACETS),
    )
