"""The pages of `docs/` that are made from the code: the rulebook, the tables of moves, the permissions."""
