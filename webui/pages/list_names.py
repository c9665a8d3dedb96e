"""Names of lists: a search state in the words of one line."""

from collections.abc import Iterator

from indexer.schema.fields import FACETS, LANGUAGE, PATH_SEPARATOR
from indexer.search.facets import value_label
from webui.search_state import Choice, SearchState

_FACETS = {facet.name: facet for facet in FACETS}
_LONGEST = 200


def list_name(state: SearchState) -> str:
    """What is in a list, in one line: “ferry”; Region: Asia › Nepal; from 2012; "all articles"."""
    name = "; ".join(_parts(state)) or "all articles"
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"


def choice_text(choice: Choice) -> str:
    """Value of a facet with all names of its path, "Asia › Nepal"; of a language its name."""
    facet = _FACETS[choice.facet]
    if facet.tree and choice.value != facet.missing and facet.name != LANGUAGE:
        return choice.value.replace(PATH_SEPARATOR, " › ")
    return value_label(facet, choice.value)


def _parts(state: SearchState) -> Iterator[str]:
    if state.text:
        yield f"{'any of ' if state.any_word else ''}“{state.text}”"
    for choice in sorted(state.ticked):
        yield f"{_FACETS[choice.facet].label}: {choice_text(choice)}"
    for choice in sorted(state.excluded):
        yield f"{_FACETS[choice.facet].label} not {choice_text(choice)}"
    if state.first:
        yield f"from {state.first_text}"
    if state.last:
        yield f"to {state.last_text}"
    if state.since:
        yield f"received after no. {state.since:,}"
    yield from (f"without {list_name(other)}" for other in state.without)
