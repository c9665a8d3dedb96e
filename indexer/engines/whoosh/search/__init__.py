"""Matching and scoring over the segments of an open Whoosh index."""
