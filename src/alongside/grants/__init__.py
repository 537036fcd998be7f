"""Grants to voluntary groups and schools: rounds, bids, scores, awards, payments, and what came of them."""
