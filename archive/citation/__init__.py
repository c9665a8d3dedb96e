"""Citations: an article as records of reference managers and in the words of three styles."""
