"""Main module of a reader process: `python -m archive.ingest.reader_process`.

Receives the owner's `Amendments`, then pairs of key and document, and answers each pair with a
`ReadResult`.
"""

import resource

from archive.child_process import ParentPipe
from archive.ingest.document_reading import prepare_document

# Memory limit of the process. Ten megabytes of the hungriest format take two thirds of it.
_MOST_BYTES = 1_000_000_000


def main() -> None:
    """Serve requests until the parent closes the pipe."""
    asker = ParentPipe()
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (_MOST_BYTES, hard))
    questions = asker.questions()
    for amendments in questions:
        for key, document in questions:
            asker.answer(prepare_document(key, document, amendments))


if __name__ == "__main__":
    main()
