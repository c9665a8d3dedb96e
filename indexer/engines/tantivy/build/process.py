"""Analysis worker process: `python -m indexer.engines.tantivy.build.process`.

Each request is a list of `TextsInLanguage`, one an article; the answer lists their members in
JSON, in the same order, as `FieldTextWriter` makes them.
"""

import gc

from archive.child_process import ParentPipe
from indexer.engines.tantivy.build.field_text import FieldTextWriter, TextsInLanguage


def main() -> None:
    """Serve requests until the parent closes its end."""
    # Analysis makes many small objects without cycles.
    gc.disable()
    writer = FieldTextWriter()

    def analyse(batch: list[TextsInLanguage]) -> list[str]:
        return [writer.members(texts) for texts in batch]

    ParentPipe().answer_all(analyse)


if __name__ == "__main__":
    main()
