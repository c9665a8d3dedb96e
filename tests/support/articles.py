"""Articles made up for tests, with only what a test cares about named in it."""

from dataclasses import replace

from archive.model.article import (
    Article,
    Precision,
    Provenance,
    Published,
    RawDocument,
    Record,
    Region,
)

_PRECISIONS = {4: Precision.YEAR, 7: Precision.MONTH, 10: Precision.DAY}


def article(headline="Ferry runs again", body=("The boats sail from Monday.",), **fields):
    """An article; regions can be written as "Asia/Nepal", a date as "2019-06"."""
    regions = fields.pop("regions", ())
    published = fields.pop("published", None)
    if isinstance(published, str):
        precision = _PRECISIONS.get(len(published), Precision.INSTANT)
        published = Published(published, precision, "declared")
    fields.setdefault("provenance", Provenance("", "text/plain", "tests/support/articles.py"))
    return Article(
        headline=headline,
        body=tuple(body),
        regions=tuple(
            Region(tuple(region.split("/")), None, "declared")
            if isinstance(region, str)
            else region
            for region in regions
        ),
        published=published or Published(),
        **fields,
    )


def record(headline="Ferry runs again", *, content=None, part=1, **fields):
    """An article with the bytes it came in; bytes of its own unless a test names them."""
    if content is None:
        content = repr((headline, sorted(fields.items()))).encode()
    raw = RawDocument(content, "text/plain")
    provenance = Provenance(raw.sha256, raw.media_type, "tests/support/articles.py")
    return Record(replace(article(headline, **fields), provenance=provenance), raw, part)
