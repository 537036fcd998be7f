"""Behind the door: nothing here is promised to anybody outside."""
