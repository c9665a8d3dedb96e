"""Pages of the desk: citing, taking away, keeping, correcting."""
