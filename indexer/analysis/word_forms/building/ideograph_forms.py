"""Builds the forms of ideographs from OpenCC's tables of characters.

    python -m indexer.analysis.word_forms.building.ideograph_forms

It needs, for the build only, `opencc_purepy` from PyPI, which has OpenCC's tables (Apache License
2.0).
"""

import sys
from collections import defaultdict
from collections.abc import Iterator
from importlib.resources import files

from indexer.analysis.ideographs import FILE

_LICENCE = """\
# Forms of ideographs after the tables of OpenCC, https://github.com/BYVoid/OpenCC, which are
# licensed under the Apache License, Version 2.0, https://www.apache.org/licenses/LICENSE-2.0.
# Changed: put together from TSCharacters, TWVariants and JPShinjitaiCharacters, one form a line.
"""
_SIMPLIFIED, _TAIWANESE = "TSCharacters.txt", "TWVariants.txt"
_JAPANESE = "JPShinjitaiCharacters.txt"
# Japanese forms that are other characters as well, or stand for several: 予 also means "I", 沪
# Shanghai; 弁 stands for 辨, 瓣 and 辯.
_SEVERAL = frozenset("予余欠缶芸糸沪弁連繋")
# Forms in names that the tables do not have (Unihan, kSemanticVariant and kZVariant).
_IN_NAMES = (("邉", "邊"), ("吿", "告"), ("髙", "高"), ("﨑", "崎"), ("濵", "濱"))


def main() -> None:
    """Write the forms, each ideograph's on a line."""
    simplified = dict(_pairs(_SIMPLIFIED))
    every = list(simplified.items())
    every += [pair for name in (_TAIWANESE, _JAPANESE) for pair in _pairs(name)]
    every += _IN_NAMES
    together: dict[str, set[str]] = {}
    for one, other in every:
        merged = together.get(one, {one}) | together.get(other, {other})
        together |= dict.fromkeys(merged, merged)
    plain = set(simplified.values())
    lines = {
        "".join(sorted(forms, key=lambda form: (form not in plain, form)))
        for forms in together.values()
        if len(forms) > 1
    }
    FILE.write_text(_LICENCE + "".join(f"{line}\n" for line in sorted(lines)), "utf-8")
    sizes: defaultdict[int, int] = defaultdict(int)
    for line in lines:
        sizes[len(line)] += 1
    sys.stdout.write(f"{len(lines):,} ideographs; by number of forms: {dict(sizes)}\n")


def _pairs(name: str) -> Iterator[tuple[str, str]]:
    """The characters of a table with what each is in the other writing first of all.

    A Japanese form may be one of its own old forms; the next one counts then.
    """
    table = files("opencc_purepy") / "dicts" / name
    for line in table.read_text("utf-8").splitlines():
        one, _, others = line.partition("\t")
        old = (each for each in others.split() if each != one)
        other = next(old, "") if name == _JAPANESE else others.partition(" ")[0]
        if one != other and len(one) == len(other) == 1 and one not in _SEVERAL:
            yield one, other


if __name__ == "__main__":
    main()
