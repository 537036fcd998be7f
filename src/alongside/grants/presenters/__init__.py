"""Words, flags and rows for the pages of grants."""
