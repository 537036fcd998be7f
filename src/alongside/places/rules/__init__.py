"""Rules of places: vintages, deciles, localities, shapes of counties and of reports."""
