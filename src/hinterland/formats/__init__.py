"""Files in and out: the public benchmark formats, counties as tables, problems and answers as JSON."""
