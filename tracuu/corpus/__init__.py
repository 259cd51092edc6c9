"""What the archive holds and how it gets in. Knows nothing of mentions or of the index."""
