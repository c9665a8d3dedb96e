"""Domain model: articles, documents, text, addresses, time zones."""
