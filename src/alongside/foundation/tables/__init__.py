"""How tables come and go."""
