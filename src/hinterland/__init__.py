"""Need, sites and money: the planning engine."""
