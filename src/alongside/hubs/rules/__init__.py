"""What holds in hubs and centres: money, sessions, who is reached, volunteers, and the facts of a building."""
