"""What leaves the archive for other programs: citations, tables, dumps, plain databases. Pure but for its files."""
