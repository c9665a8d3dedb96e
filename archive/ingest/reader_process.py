"""A process that reads documents for another one: `python -m archive.ingest.reader_process`.

It is sent the owner's `Amendments`, then asked with pairs of key and document, and answers each
pair with a `Reading`.
"""

import resource

from archive.child_process import ParentPipe
from archive.ingest.document_reading import prepare_document

# What a process may hold. Ten megabytes of the hungriest format take two thirds of it.
_MOST_BYTES = 1_000_000_000


def main() -> None:
    """Read until there is nothing more to read."""
    asker = ParentPipe()
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (_MOST_BYTES, hard))
    questions = asker.questions()
    for amendments in questions:
        for key, document in questions:
            asker.answer(prepare_document(key, document, amendments))


if __name__ == "__main__":
    main()
