"""From stored articles to ranked, counted and highlighted answers."""
