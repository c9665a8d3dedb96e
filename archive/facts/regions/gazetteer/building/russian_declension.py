"""Declension of Russian names, for the builder."""

import re

_ONE_WORD = re.compile(r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?")


def case_forms(name: str) -> set[str]:
    """The oblique cases of a Russian name, by its ending: "Москва" gives "Москвы", "Москве"...

    Empty for names of several words, and for those in other alphabets.
    """
    if not _ONE_WORD.fullmatch(name):
        return set()
    for ending, others in (("ия", "ии ию ией"), ("а", "ы е у ой"), ("я", "и е ю ей")):
        if name.endswith(ending):
            return {name.removesuffix(ending) + case for case in others.split()}
    if name[-1] in "ьй":
        return {name[:-1] + case for case in ("я", "ю", "ем", "е")}
    return set() if name[-1] in "еиоуыэю" else {name + case for case in ("а", "у", "ом", "е")}
