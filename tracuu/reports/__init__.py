"""What the archive says of something, told as a list with sources: briefs, renderings over time, versions compared."""
