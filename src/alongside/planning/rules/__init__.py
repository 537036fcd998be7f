"""Rules of planning: what may be shown of small numbers, how figures of areas are put together, money by need."""
