"""Files in: each official layout, read by the names of its columns."""
