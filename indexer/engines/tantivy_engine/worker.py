"""A process that words texts for another one: `python -m indexer.engines.tantivy_engine.worker`.

It is asked with lists of what `texts_of` gives, and answers each with the list of what `Wording`
makes of them.
"""

import gc

from archive.piped import Asker
from indexer.engines.tantivy_engine.wording import FieldTexts, Wording


def main() -> None:
    """Word texts until there are no more."""
    # Many small objects and no cycles among them.
    gc.disable()
    wording = Wording()

    def worded(texts: list[FieldTexts]) -> list[str]:
        return [wording.members(each) for each in texts]

    Asker().answer_all(worded)


if __name__ == "__main__":
    main()
