"""Facts that follow from an article's text: credits, dates, datelines, regions, language."""
