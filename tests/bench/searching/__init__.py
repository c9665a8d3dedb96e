"""How Backfile searches beside bare libraries and Datasette: `python -m tests.bench.searching`."""
