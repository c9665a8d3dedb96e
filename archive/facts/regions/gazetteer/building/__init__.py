"""How the gazetteer's file is built out of its sources: run by `make gazetteer`."""
