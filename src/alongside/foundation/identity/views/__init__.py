"""The pages on which an administrator sets up who may sign in."""
