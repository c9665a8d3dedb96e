"""Where articles are kept: the only home of SQLAlchemy."""
