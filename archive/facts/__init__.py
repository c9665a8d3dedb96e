"""Facts derived from an article's text: credits, dates, datelines, regions, language."""
