"""Builder of the gazetteer's file from its sources, run by `make gazetteer`; not in the wheel."""
