"""Places and their names, as the run-time gazetteer has them."""
