"""Everything in one file, and back again: the database and the documents, with their digests."""
