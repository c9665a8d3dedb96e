"""Documents of word processors and publishers: PDF, EPUB, Word and Markdown."""
