"""Pages on the owner's authority files: who bears a name, what a name of a place means."""

from collections.abc import Sequence

from archive.authority import Kind, SuggestedMerge, means_nothing
from archive.errors import UserError
from archive.facts.regions import Amendments, find_region
from archive.store.audit import AuditLine
from archive.store.authority_edits import LONGEST_NAME
from indexer.query.ast import Words
from indexer.query.unparse import written
from indexer.schema.fields import path
from webui.links import value_link
from webui.pages.browsing.overview import Overviews
from webui.pages.desk.correction_contexts import (
    AuthorityContext,
    AuthorityLine,
    NameContext,
    PlaceContext,
)
from webui.search_state import SearchState

EDITS_LISTED = 50
MOST_SUGGESTED = 300
_MOST_MERGES = 20
_FACETS = {Kind.PERSON: "byline", Kind.SOURCE: "source"}
_NOWHERE = "no region"


def name_context(
    overviews: Overviews,
    kind: Kind,
    spellings: Sequence[str],
    merges: Sequence[SuggestedMerge],
    *,
    other: str = "",
    problem: str = "",
) -> NameContext:
    """Context of the page on a name, by the spellings of its bearer, the preferred one first."""
    facet, name = _FACETS[kind], spellings[0]
    known = (each.label for each in overviews.of(facet).values(facet) if "/" not in each.value)
    return NameContext(
        kind=kind,
        name=name,
        page=value_link(facet, path(name)),
        spellings=tuple(spellings),
        other=other[:LONGEST_NAME],
        known=tuple(each for each in known if each != name)[:MOST_SUGGESTED],
        merges=tuple(each for each in merges if name in {each.name, each.into})[:_MOST_MERGES],
        problem=problem,
        longest=LONGEST_NAME,
    )


def place_context(
    overviews: Overviews, name: str, region: str, amendments: Amendments, problem: str = ""
) -> PlaceContext:
    """Context of the page on a name of a place."""
    values = overviews.of("region").values("region")
    return PlaceContext(
        name=name[:LONGEST_NAME],
        region=region[:LONGEST_NAME],
        meant=_meant(name[:LONGEST_NAME], amendments),
        known=tuple(each.value for each in values[:MOST_SUGGESTED]),
        problem=problem,
        longest=LONGEST_NAME,
    )


def _meant(name: str, amendments: Amendments) -> str:
    """Region that a name means now, "" for an unknown name and none."""
    if not name.strip():
        return ""
    if region := find_region(name, amendments):
        return " › ".join(amendments.shown(region.path))
    return _NOWHERE if means_nothing(amendments, name) else ""


def authority_context(
    lines: Sequence[AuditLine], *, behind: bool, problem: str
) -> AuthorityContext:
    """Context of the list of edits."""
    return AuthorityContext(tuple(map(_line, lines)), behind, problem)


def _line(line: AuditLine) -> AuthorityLine:
    told = _SENTENCES.get(line.action, "{subject} {detail}")
    field = _FIELDS.get(line.action.rpartition(" ")[2], "")
    state = SearchState(text=written(Words(line.subject, field))) if field else None
    return AuthorityLine(
        moment=line.moment,
        who=line.who,
        sentence=told.format(subject=f"“{line.subject}”", detail=line.detail),
        list=state,
    )


_FIELDS = {"person": "byline", "source": "source"}
_SENTENCES = {
    f"{change} {kind}": sentence
    for kind in Kind
    for change, sentence in (
        ("alias", "{subject} is also spelled {detail}"),
        ("merge", "{subject} was joined {detail}"),
        ("prefer", "{subject} is shown for all its spellings"),
        ("split", "{subject} was parted {detail}"),
    )
} | {
    "region means": "{subject} means {detail}",
    "merge region": "{subject} is shown under {detail}",
    "split region": "{subject} means no region, or is shown by itself again",
}


def checked_kind(name: str) -> Kind:
    """Kind of names of an address; `UserError` for another word."""
    try:
        return Kind(name)
    except ValueError as error:
        raise UserError(f"there are names of a {' and of a '.join(Kind)} alone") from error
