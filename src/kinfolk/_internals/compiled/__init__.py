"""The model put into SQL, in the dialect of each engine; the same weight comes out of each."""
