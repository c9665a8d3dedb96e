"""Suggestions of merges: pairs of names that may be spellings of one, for the owner to confirm."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from archive.authority.names import Names
from archive.facts.name_key import folded, name_key

# Words that say what kind of company a name is of, or nothing at all; they tell no two names apart.
_FORMS = frozenset(
    {"ag", "bv", "co", "company", "corp", "corporation", "gmbh", "inc", "incorporated", "kg"}
    | {"limited", "llc", "llp", "ltd", "nv", "oao", "ooo", "oy", "plc", "pty", "sa", "sarl", "sas"}
    | {"spa", "srl", "the"}
)
_DOMAIN = re.compile(
    r"(?:https?://)?(?:www\.)?([\w-]+)\.(?:com?|net|org|info|news|[a-z]{2})(?:\.[a-z]{2})?/?"
)
_WORD = re.compile(r"[^\W_]+")
# Of shorter names one letter may make another: Times and Dimes.
_LEAST_LETTERS, _MOST_LETTERS = 6, 60
# More names with the same letters but one are a series rather than slips of the pen.
_MOST_ALIKE = 20


@dataclass(frozen=True, slots=True)
class SuggestedMerge:
    """Two names that may be one's: the rarer, the one to merge it into, and why."""

    name: str
    into: str
    why: str

    def to_json(self) -> dict[str, Any]:
        """As plain JSON values."""
        return asdict(self)


def suggested_merges(names: Mapping[str, int], owners: Names) -> list[SuggestedMerge]:
    """Merges to think about among preferred names with their numbers of articles, best known first.

    Each name is suggested once. A name that the owner keeps `distinct` is left out.
    """
    ranked = sorted(names.keys() - owners.distinct, key=lambda name: (-names[name], name))
    keys = {name: _plain(name) for name in ranked}
    found: dict[str, SuggestedMerge] = {}
    for why, pairs in (
        ("the same but for “the”, a legal form or a domain", _equal_pairs(keys)),
        ("one letter apart", _near_pairs(keys)),
    ):
        for name, into in pairs:
            found.setdefault(name, SuggestedMerge(name, into, why))
    return sorted(found.values(), key=lambda each: (-names[each.into], each.into, each.name))


def _equal_pairs(keys: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Names whose keys are equal, each with the first of them."""
    firsts: dict[str, str] = {}
    for name, key in keys.items():
        first = firsts.setdefault(key, name)
        if first != name:
            yield name, first


def _near_pairs(keys: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Names whose keys are one edit apart, each with the first such name.

    Two such keys have a word in common that is one of them, or one with a letter deleted (the
    symmetric deletion of SymSpell); those that have are compared.
    """
    holders = defaultdict[str, list[str]](list)
    for name, key in keys.items():
        if not _LEAST_LETTERS <= len(key) <= _MOST_LETTERS:
            continue
        without = (key[:at] + key[at + 1 :] for at, sign in enumerate(key) if not sign.isdigit())
        variants = [key, *without]
        known = dict.fromkeys(other for variant in variants for other in holders[variant])
        near = next((other for other in known if _is_one_edit_apart(key, keys[other])), None)
        if near:
            yield name, near
        for variant in dict.fromkeys(variants):
            if len(holders[variant]) < _MOST_ALIKE:
                holders[variant].append(name)


def _is_one_edit_apart(one: str, other: str) -> bool:
    """Whether one letter was added, left out, replaced or swapped, not the first, and no digit."""
    if one == other or one[0] != other[0]:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    end = 0
    while end < min(len(one), len(other)) - start and one[-1 - end] == other[-1 - end]:
        end += 1
    left, right = one[start : len(one) - end], other[start : len(other) - end]
    if any(letter.isdigit() for letter in left + right):
        return False
    return max(len(left), len(right)) <= 1 or (len(left) == 2 and left == right[::-1])


def _plain(name: str) -> str:
    """Letters and digits of a name without legal forms, “the” and the ending of a domain."""
    domain = _DOMAIN.fullmatch(folded(name).strip())
    words = _WORD.findall(domain[1] if domain else folded(name).replace("'", "").replace(".", ""))
    kept = [word for word in words if word not in _FORMS]
    return name_key("".join(kept or words)) or name
