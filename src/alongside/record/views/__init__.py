"""The pages of one family's record, and the family's own pages."""
