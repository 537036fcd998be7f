"""Writing the invented county and its people."""
