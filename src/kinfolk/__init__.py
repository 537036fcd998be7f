"""Who is who: the matching engine."""
