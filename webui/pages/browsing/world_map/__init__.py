"""World map: countries in shades of how many articles are about them."""
