"""Names for things: identifiers that sort by time, and references that people can read out."""
