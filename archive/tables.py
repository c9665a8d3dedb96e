"""The tables of the store, and the version of their shape."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

SCHEMA_VERSION = 1

metadata = MetaData()

# One row each: "schema" (the version above) and "sequence" (the last number given out).
counters = Table(
    "counters",
    metadata,
    Column("name", String(16), primary_key=True),
    Column("value", BigInteger, nullable=False),
)

# One row for every article ever stored. A deleted one stays as a tombstone.
articles = Table(
    "articles",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("identity", Text, nullable=False, unique=True),
    Column("version", Integer, nullable=False),
    Column("sequence", BigInteger, nullable=False, unique=True),
    Column("deleted", Boolean, nullable=False, default=False),
)

# The bytes that came in, once each, compressed with zlib.
raw_documents = Table(
    "raw_documents",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("media_type", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),
)

# Every version of every article, as JSON.
versions = Table(
    "versions",
    metadata,
    Column("article_id", String(16), ForeignKey("articles.id"), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("raw_sha256", String(64), ForeignKey("raw_documents.sha256"), nullable=False),
    Column("raw_part", Integer, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("document", Text, nullable=False),
    Index("versions_by_raw", "raw_sha256"),
)
