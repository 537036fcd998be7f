"""The one door to the matching engine."""
