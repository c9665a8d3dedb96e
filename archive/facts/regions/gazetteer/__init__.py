"""Gazetteer: places and their names, and how names are matched against them."""
