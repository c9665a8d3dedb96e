"""Commands on the archive, one module for each group."""
