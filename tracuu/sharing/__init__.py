"""Archives of several people: packed into one file, checked, merged, and what they decided differently."""
