"""Pure functions: which paragraph of one version says what one of another says."""
