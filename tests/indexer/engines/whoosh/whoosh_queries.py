"""Our queries as those of Whoosh, as far as it has the operator, and what Whoosh finds by them."""

from contextlib import closing, contextmanager
from datetime import datetime, time

from whoosh import index, query

from indexer.analysis.analyzer import prefix_text
from indexer.engines.whoosh.index_entry import TITLE
from indexer.query.ast import (
    And,
    Cluster,
    DateRange,
    Everything,
    Fuzzy,
    Has,
    Listed,
    Not,
    Or,
    Pattern,
    Prefix,
    Weighted,
    Words,
)
from indexer.schema.fields import default_fields, ranked_fields, text_field


@contextmanager
def searching(directory, **options):
    """Whoosh by itself on the index in a folder: nothing else is told to it of what is there."""
    with closing(index.open_dir(str(directory))) as opened, opened.searcher(**options) as searcher:
        yield searcher


def ids_found(searcher, asked):
    """The ids of all that a query of Whoosh's finds."""
    return {searcher.stored_fields(number)["id"] for number in searcher.docs_for_query(asked)}


def as_whoosh(asked, schema):
    """A query of ours as one of Whoosh's."""
    match asked:
        case And(clauses):
            return query.And([as_whoosh(clause, schema) for clause in clauses])
        case Or(clauses):
            return query.Or([as_whoosh(clause, schema) for clause in clauses])
        case Not(clause):
            # By itself, Whoosh's `Not` finds a deleted document too where it stands behind the last
            # one that is denied; so it does with its own codec.
            return query.And([query.Every(), query.Not(as_whoosh(clause, schema))])
        case Weighted(clause, factor):
            return as_whoosh(clause, schema).with_boost(factor)
        case DateRange() | Cluster() | Listed() | Everything():
            return fact(asked)
        case _:
            return query.Or(list(leaves(asked, schema)))


def leaves(asked, schema):
    """What is looked for among words, in each of its fields; their analyzers make the terms."""
    for name in fields_of(asked, ranked_fields() if isinstance(asked, Words) else ()):
        match asked:
            case Words(text):
                yield words(schema, name, text)
            case Prefix(text):
                yield query.Prefix(name, folded(schema, name, text))
            case Pattern(text):
                yield query.Wildcard(name, folded(schema, name, text))
            case Fuzzy(text, edits):
                word = prefix_text(text)
                yield query.FuzzyTerm(name, word, maxdist=edits, prefixlength=0)
                # As ours does: the word's stem may be further away than its spelling.
                yield words(schema, name, text)
            case Has():
                yield query.Every(name)


def fact(asked):
    match asked:
        case DateRange(first, last):
            return query.And(
                [
                    query.DateRange("date", midnight(first), None),
                    query.DateRange("last_day", None, midnight(last)),
                ]
            )
        case Cluster(cluster_id):
            return query.Term("cluster", cluster_id)
        case Listed(ids):
            return query.Or([query.Term("id", each) for each in sorted(ids)])
        case Everything():
            return query.Every()


def words(schema, name, text):
    terms = list(schema[name].process_text(text, mode="query"))
    return query.Term(name, terms[0]) if len(terms) == 1 else query.Phrase(name, terms)


def folded(schema, name, text):
    (term,) = schema[name].process_text(text, mode="query", tokenize=False)
    return term


def fields_of(asked, unnamed):
    """The names that Whoosh has for the fields that a query of ours looks in."""
    fields = [text_field(asked.field)] if asked.field else unnamed or default_fields()
    return [TITLE if field.name == "headline" else field.name for field in fields]


def midnight(day):
    return day and datetime.combine(day, time())
