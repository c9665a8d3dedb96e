"""User interfaces of the archive: web pages, a JSON API and the command line."""
