"""Need, sites, scenarios and options."""
