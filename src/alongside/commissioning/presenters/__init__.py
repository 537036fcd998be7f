"""How packages and their money read."""
