"""Role clauses: a role phrase with its names ("Reported by A. Edited by B")."""

import re

from archive.facts.credits import chinese
from archive.facts.credits.name_lists import credits_in
from archive.facts.credits.role_phrases import Opening, openings
from archive.model.article import Credit, Role

# Between two verbs that have their names together.
_JOINING = frozenset({"", "and", "y", "et", "e", "und", "및", "·", "&"})
# "Translated by A and edited by B".
_ENDS_IN_AND = re.compile(r"(?<=\S)[\s,]+(?:and|y|et|e|und|&)$")


def clauses(text: str) -> list[Credit] | None:
    """Parse a sentence of role clauses; None if any of it is something else."""
    opened = list(openings(text))
    if not opened:
        return None
    found: list[Credit] = []
    roles: list[Role] = []
    ends = [*(opening.start for opening in opened[1:]), len(text)]
    for opening, end in zip(opened, ends, strict=True):
        roles += [opening.role] if opening.role else []
        clause = text[opening.end : end].strip(" ;|｜丨,،，、/／·–—-")
        clause = clause if end == len(text) else _ENDS_IN_AND.sub("", clause)
        if clause.lower() in _JOINING and end < len(text):
            continue
        credited = _credited(opening, clause, roles)
        if credited is None:
            return None
        found += credited
        roles = []
    return found


def _credited(opening: Opening, clause: str, roles: list[Role]) -> list[Credit] | None:
    people = chinese.reported(clause)
    if people:
        roles = [Role.PHOTOGRAPHER] if people.are_photographers else roles
        clause = people.names
    credited = credits_in(clause, roles, labelled=opening.labelled) if clause else None
    if credited and opening.agency:
        return [Credit(opening.agency, Role.AGENCY), *credited]
    return credited
