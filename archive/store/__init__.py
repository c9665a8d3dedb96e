"""The article store, in SQLite: the only user of SQLAlchemy."""
