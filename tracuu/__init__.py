"""tracuu: search news archives across languages."""
