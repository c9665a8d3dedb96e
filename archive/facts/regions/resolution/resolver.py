"""Resolver: picks the place that each mention in an article means, by its context."""

from collections import Counter
from collections.abc import Iterator, Sequence

from archive.facts.regions.gazetteer.gazetteer import Gazetteer
from archive.facts.regions.gazetteer.place_kinds import Sense
from archive.facts.regions.recognition.mentions import Mention
from archive.facts.regions.recognition.person_or_place import EntityType
from archive.facts.regions.resolution.candidates import Candidates, Support
from archive.facts.regions.resolution.former_states import state_of_the_time
from archive.facts.regions.resolution.resolved_toponym import ResolvedToponym


def resolve(
    mentions: Sequence[Mention],
    filed: Sequence[ResolvedToponym],
    year: int | None,
    known: Gazetteer,
) -> Iterator[ResolvedToponym]:
    """Resolve each mention to a place; mentions that are no place are left out.

    The first that applies decides: the place that a mention qualifies ("Ore." after "Portland"),
    a qualifier of its own, a qualifier of the same name elsewhere in the article, and the other
    places of the article, `filed`, those of the dateline, included.
    """
    all_candidates = [Candidates(mention, year) for mention in _of_places(mentions)]
    support = Support()
    for toponym in filed:
        support.add("", toponym.place)
    for candidates in all_candidates:
        if candidates.certain:
            support.add(candidates.mention.match.key, candidates.certain)
    qualified = [(c.mention, c.qualified) for c in all_candidates if c.qualified]
    qualified_by_comma = {id(mention.comma_qualifier): m.place for mention, m in qualified}
    qualified_by_key = {mention.match.key: meaning for mention, meaning in qualified}
    for candidates in all_candidates:
        mention = candidates.mention
        meaning = (
            candidates.enclosing(qualified_by_comma.get(id(mention.match)))
            or candidates.qualified
            or qualified_by_key.get(mention.match.key)
            or candidates.best(support)
        )
        together = candidates.together()
        for each in together:
            yield ResolvedToponym(
                each.place, each.sense, mention.part, mention.surface, mention.in_list
            )
        if meaning and not together:
            place = state_of_the_time(meaning.place, year, known)
            sense = Sense.METONYM if mention.acts and place.is_capital else meaning.sense
            yield ResolvedToponym(place, sense, mention.part, mention.surface, mention.in_list)


def _of_places(mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions of places: an undecided one is classified as its name is elsewhere."""
    types = Counter((mention.match.key, mention.entity_type) for mention in mentions)

    def is_place(mention: Mention) -> bool:
        persons = types[mention.match.key, EntityType.PERSON]
        match mention.entity_type:
            case EntityType.PLACE:
                return True
            case EntityType.PERSON | EntityType.THING:
                return False
            case EntityType.PERSON_OR_PLACE:
                return not persons
            case EntityType.CASELESS:
                return not persons or bool(types[mention.match.key, EntityType.PLACE])

    return [mention for mention in mentions if is_place(mention)]
