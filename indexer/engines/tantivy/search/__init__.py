"""Matching, ranking and counting in an open Tantivy index."""
