"""Reading grants: rounds, bids, scores and what came of them."""
