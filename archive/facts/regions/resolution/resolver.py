"""Which place each name of an article means, by its context."""

from collections import Counter
from collections.abc import Iterator, Sequence

from archive.facts.regions.gazetteer.gazetteer import Gazetteer
from archive.facts.regions.gazetteer.place_kinds import Sense
from archive.facts.regions.recognition.mentions import Mention
from archive.facts.regions.recognition.person_or_place import NameSense
from archive.facts.regions.recognition.toponym import Toponym
from archive.facts.regions.resolution.candidates import Choice, Support
from archive.facts.regions.resolution.former_states import of_its_time


def resolve(
    mentions: Sequence[Mention], filed: Sequence[Toponym], year: int | None, known: Gazetteer
) -> Iterator[Toponym]:
    """Each mention with the place it means; those that mean none left out."""
    choices = [Choice(mention, year) for mention in _of_places(mentions)]
    support = Support()
    for named in filed:
        support.add("", named.place)
    for choice in choices:
        if choice.certain:
            support.add(choice.mention.found.key, choice.certain)
    stated = {id(c.mention.stated_by): c.settled.place for c in choices if c.settled}
    settled = {c.mention.found.key: c.settled for c in choices if c.settled}
    for choice in choices:
        mention = choice.mention
        meaning = (
            choice.around(stated.get(id(mention.found)))
            or choice.settled
            or settled.get(mention.found.key)
            or choice.meaning(support)
        )
        if meaning:
            place = of_its_time(meaning.place, year, known)
            sense = Sense.METONYM if mention.acts and place.is_capital else meaning.sense
            yield Toponym(place, sense, mention.where, mention.written)


def _of_places(mentions: Sequence[Mention]) -> list[Mention]:
    """Mentions without people: an unsure one is what the rest of the article reads it as."""
    read_as = Counter((mention.found.key, mention.read_as) for mention in mentions)

    def is_place(mention: Mention) -> bool:
        persons = read_as[mention.found.key, NameSense.PERSON]
        match mention.read_as:
            case NameSense.REGION:
                return True
            case NameSense.PERSON | NameSense.THING:
                return False
            case NameSense.EITHER:
                return not persons
            case NameSense.UNSURE:
                return not persons or bool(read_as[mention.found.key, NameSense.REGION])

    return [mention for mention in mentions if is_place(mention)]
