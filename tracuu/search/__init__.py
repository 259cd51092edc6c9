"""From what a user typed to what is shown: grammar, expansion, running, snippets, facets."""
