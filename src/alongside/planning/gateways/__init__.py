"""The one door to the planning engine."""
