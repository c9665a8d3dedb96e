"""The search engines behind one seam."""
