"""Briefs and articles as documents: for Word, for a browser, as Markdown. Records in, text or bytes out."""
