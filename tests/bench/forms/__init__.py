"""Whether forms of a word find each other, in every language: `python -m tests.bench.forms`."""
