"""Pure functions for documents and queries alike: normal form, language, tokens."""
