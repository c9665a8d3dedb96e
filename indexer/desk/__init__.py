"""Made out of searches, to take away or to be told of: exports, receipts, batches, alerts."""
