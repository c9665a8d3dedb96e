"""Name authority of credits and sources: which names of an article stand for the same bearer."""

from archive.store.names_in_use import NamesInUse
from archive.store.tables import credited, source_spellings, sourced, spellings

PEOPLE = NamesInUse(spellings, credited, "names")
SOURCES = NamesInUse(source_spellings, sourced, "sources")
