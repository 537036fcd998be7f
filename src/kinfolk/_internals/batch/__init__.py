"""Whole lists at once, from files: read, prepare, pair, score, train, write."""
