"""Inventing people by the million: pure chance here, and one gateway that copies rows into the tables."""
