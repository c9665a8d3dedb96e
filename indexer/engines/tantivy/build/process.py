"""A process that words texts for another one: `python -m indexer.engines.tantivy.build.process`.

It is asked with lists of what `texts_of` gives, and answers each with the list of what
`FieldTextWriter` makes of them.
"""

import gc

from archive.child_process import ParentPipe
from indexer.engines.tantivy.build.field_text import FieldTexts, FieldTextWriter


def main() -> None:
    """Word texts until there are no more."""
    # Many small objects and no cycles among them.
    gc.disable()
    wording = FieldTextWriter()

    def worded(texts: list[FieldTexts]) -> list[str]:
        return [wording.members(each) for each in texts]

    ParentPipe().answer_all(worded)


if __name__ == "__main__":
    main()
