"""Table definitions. What changes them counts up `schema_version.SCHEMA_VERSION`."""

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
    UniqueConstraint,
    literal_column,
)

metadata = MetaData()


def _names_in_use(spellings_name: str, holders_name: str) -> tuple[Table, Table]:
    """Tables of all spellings of names of one kind, and of the current versions that have each.

    Spellings are numbered in order of arrival, with their `name_key`, the preferred name of their
    bearer, and the bearer's other spellings in the owner's file, as a JSON list.
    """
    every = Table(
        spellings_name,
        metadata,
        Column("id", Integer, primary_key=True),
        Column("name", Text, nullable=False, unique=True),
        Column("key", Text, nullable=False),
        Column("person", Text, nullable=False),
        Column("others", Text, nullable=False),
        Index(f"{spellings_name}_by_key", "key"),
        Index(f"{spellings_name}_by_person", "person"),
    )
    holders = Table(
        holders_name,
        metadata,
        Column("spelling_id", Integer, primary_key=True, autoincrement=False),
        Column("article_id", String(16), primary_key=True),
        Index(f"{holders_name}_by_article", "article_id"),
        sqlite_with_rowid=False,
    )
    return every, holders


# One row each: "schema" (the version above) and "sequence" (the last number given out).
counters = Table(
    "counters",
    metadata,
    Column("name", String(16), primary_key=True),
    Column("value", BigInteger, nullable=False),
)

# One row for every article ever stored; a deleted one stays as a tombstone. `signature` is that
# of `near_duplicates`, `cluster` the smallest id of its cluster, "" outside of any. `arrival` is
# the first sequence number that the article had, `received` the moment (UTC); neither ever changes.
articles = Table(
    "articles",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("identity", Text, nullable=False, unique=True),
    Column("version", Integer, nullable=False),
    Column("sequence", BigInteger, nullable=False, unique=True),
    Column("deleted", Boolean, nullable=False, default=False),
    Column("signature", LargeBinary),
    Column("cluster", String(16), nullable=False, server_default=""),
    Column("arrival", BigInteger, nullable=False, server_default="0"),
    Column("received", String(32), nullable=False, server_default=""),
)
Index("articles_by_arrival", articles.c.arrival)
Index(
    "articles_by_cluster",
    articles.c.cluster,
    sqlite_where=articles.c.cluster != "",
)

# The bands of each signature, by which candidates for near-duplicates are looked up.
near_duplicate_bands = Table(
    "near_duplicate_bands",
    metadata,
    Column("band", BigInteger, primary_key=True, autoincrement=False),
    Column("article_id", String(16), primary_key=True),
    sqlite_with_rowid=False,
)

# Original documents, without repeats, compressed with zlib.
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

# What each version but the first changed: the moments (UTC) of it and of the version before, its
# source, "" without one, its correction's note, "" without one, and the words added and removed.
# `texts` is a JSON array of the passages added and of those removed, "" without any.
version_edits = Table(
    "version_edits",
    metadata,
    Column("article_id", String(16), ForeignKey("articles.id"), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("moment", String(32), nullable=False),
    Column("previous", String(32), nullable=False),
    Column("source", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("words_added", Integer, nullable=False),
    Column("words_removed", Integer, nullable=False),
    Column("texts", Text, nullable=False),
    Index("version_edits_by_moment", "moment"),
)

# Unreadable documents with the reason, to be tried again.
quarantine = Table(
    "quarantine",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("position", Integer),
    Column("reason", Text, nullable=False),
    Column("received", String(32), nullable=False),
    Column("media_type", Text, nullable=False),
    Column("address", Text),
    Column("retrieved", Text, nullable=False),
    Column("mapping", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("content", LargeBinary),
    UniqueConstraint("name", "position", "sha256"),
    # Numbers are never reused: people have them on their screens.
    sqlite_autoincrement=True,
)

# Entries of quarantine that somebody has dismissed from the list; their bytes stay.
dismissals = Table(
    "dismissals",
    metadata,
    Column(
        "quarantine_id",
        Integer,
        ForeignKey("quarantine.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("who", Text, nullable=False),
    Column("moment", String(32), nullable=False),
)

# Feeds to poll, with validators and times for the next poll.
feeds = Table(
    "feeds",
    metadata,
    Column("url", Text, primary_key=True),
    Column("title", Text, nullable=False, default=""),
    Column("etag", Text, nullable=False, default=""),
    Column("last_modified", Text, nullable=False, default=""),
    Column("polled", String(32), nullable=False, default=""),
    Column("next_poll", String(32), nullable=False, default=""),
    Column("failures", Integer, nullable=False, default=0),
    Column("problem", Text, nullable=False, default=""),
    Column("stopped", Boolean, nullable=False, default=False),
    # Keys of the items in its last document, 16 hex digits each, parted by spaces.
    Column("seen", Text, nullable=False, default=""),
)

# Documents read without a fault, by `seen_documents.reading_key`.
readings = Table(
    "readings",
    metadata,
    Column("key", String(32), primary_key=True),
    Column("articles", Integer, nullable=False),
)

# Properties of the whole archive: its "time_zone"; its "identity", a random UUID; and the inputs
# that its articles' facts were worked out with: the edition of "facts", and the owner's "names",
# "sources" and "regions" as JSON.
properties = Table(
    "properties",
    metadata,
    Column("name", String(16), primary_key=True),
    Column("text", Text, nullable=False),
)

# Every name that was ever credited, and who is credited now.
spellings, credited = _names_in_use("spellings", "credited")
# Every source that an article ever had, and who has it now.
source_spellings, sourced = _names_in_use("source_spellings", "sourced")

# Stale articles, whose derived facts are to be worked out again.
outdated = Table(
    "outdated",
    metadata,
    Column("article_id", String(16), primary_key=True),
    sqlite_with_rowid=False,
)

# What readers make of the articles: `who` is the name of whoever made it, `moment` and the like
# are in UTC. Collections are lists in an order of their own, each article with a note, "" for none.
collections = Table(
    "collections",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("description", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("created", String(32), nullable=False),
    # Numbers are never reused: people have their addresses.
    sqlite_autoincrement=True,
)
collected = Table(
    "collected",
    metadata,
    Column("collection_id", Integer, ForeignKey("collections.id"), primary_key=True),
    Column("article_id", String(16), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("note", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("moment", String(32), nullable=False),
    Index("collected_by_article", "article_id"),
)
tags = Table(
    "tags",
    metadata,
    Column("article_id", String(16), primary_key=True),
    Column("tag", Text, primary_key=True),
    Column("who", Text, nullable=False),
    Column("moment", String(32), nullable=False),
    Index("tags_by_tag", "tag"),
)
notes = Table(
    "notes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("article_id", String(16), nullable=False),
    Column("text", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("moment", String(32), nullable=False),
    Index("notes_by_article", "article_id"),
    sqlite_autoincrement=True,
)

# Corrections of single fields of articles, `value` as JSON. At most one of a field is in force; of
# one that was replaced or undone `ended` has the moment and `ended_by` the name, "" before.
corrections = Table(
    "corrections",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("article_id", String(16), nullable=False),
    Column("field", String(16), nullable=False),
    Column("value", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("moment", String(32), nullable=False),
    Column("state", String(16), nullable=False),
    Column("ended", String(32), nullable=False),
    Column("ended_by", Text, nullable=False),
    Index("corrections_by_article", "article_id"),
    sqlite_autoincrement=True,
)
IN_FORCE = corrections.c.state == literal_column("'in force'")
Index(
    "corrections_in_force",
    corrections.c.article_id,
    corrections.c.field,
    unique=True,
    sqlite_where=IN_FORCE,
    postgresql_where=IN_FORCE,
)

# Searches kept under a name, as query strings of the list's page. `looked` is the last arrival that
# somebody has looked at. An alert is sent to the address `alert_to`, "-" for where the run writes,
# "" for none. It has told all up to the arrival `alerted`, but for the `missed`: ids of articles
# that were removed at the time, parted by spaces. `pending` is the last arrival of the digest being
# sent, 0 for none. A silence was told after the last arrival `silent_after`, 0 for none.
saved_searches = Table(
    "saved_searches",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("query", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("created", String(32), nullable=False),
    Column("looked", BigInteger, nullable=False),
    Column("alert_to", Text, nullable=False),
    Column("on_silence", Boolean, nullable=False),
    Column("alerted", BigInteger, nullable=False),
    Column("alerted_moment", String(32), nullable=False),
    Column("pending", BigInteger, nullable=False),
    Column("silent_after", BigInteger, nullable=False),
    Column("missed", Text, nullable=False),
    sqlite_autoincrement=True,
)

# Who may use the archive over a network, with the hashes of their passwords; sessions and tokens by
# the SHA-256 of their secrets. Moments are in UTC; a token that does not expire has "" for its end.
# `used` is when a session was last seen, give or take some minutes.
users = Table(
    "users",
    metadata,
    Column("name", Text, primary_key=True),
    Column("password", Text, nullable=False),
    Column("role", String(16), nullable=False),
    Column("created", String(32), nullable=False),
    Column("disabled", Boolean, nullable=False),
)
sessions = Table(
    "sessions",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("user", Text, ForeignKey("users.name"), nullable=False),
    Column("created", String(32), nullable=False),
    Column("expires", String(32), nullable=False),
    Column("used", String(32), nullable=False),
    Index("sessions_by_user", "user"),
)
tokens = Table(
    "tokens",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("user", Text, ForeignKey("users.name"), nullable=False),
    Column("name", Text, nullable=False),
    Column("created", String(32), nullable=False),
    Column("expires", String(32), nullable=False),
    UniqueConstraint("user", "name"),
)

# Attempts to log in, by whom: a user, an address. `since` is when the present count began, in
# seconds of Unix time.
login_attempts = Table(
    "login_attempts",
    metadata,
    Column("key", String(80), primary_key=True),
    Column("since", BigInteger, nullable=False),
    Column("count", Integer, nullable=False),
)

# One line for every change that a person made; lines are only ever added.
audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("moment", String(32), nullable=False),
    Column("who", Text, nullable=False),
    Column("action", String(32), nullable=False),
    Column("subject", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Index("audit_by_subject", "subject"),
    sqlite_autoincrement=True,
)
