"""Client of a Backfile archive: `from backfile.client import Client`."""
