"""Documents of one publication: PDF, EPUB, Word and Markdown."""
