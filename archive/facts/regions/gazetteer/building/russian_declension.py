"""The cases of Russian names. For the builder only."""

import re

_ONE_WORD = re.compile(r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?")


def case_forms(name: str) -> set[str]:
    """The cases of a Russian name of one word, none of another: after a preposition they stand."""
    if not _ONE_WORD.fullmatch(name):
        return set()
    for ending, others in (("ия", "ии ию ией"), ("а", "ы е у ой"), ("я", "и е ю ей")):
        if name.endswith(ending):
            return {name.removesuffix(ending) + case for case in others.split()}
    if name[-1] in "ьй":
        return {name[:-1] + case for case in ("я", "ю", "ем", "е")}
    return set() if name[-1] in "еиоуыэю" else {name + case for case in ("а", "у", "ом", "е")}
