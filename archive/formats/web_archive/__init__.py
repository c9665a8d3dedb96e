"""Web archives: WARC, ARC and WACZ."""
