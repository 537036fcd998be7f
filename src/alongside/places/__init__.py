"""Areas, localities, sites, postcodes and the statistics of need: where families live."""
