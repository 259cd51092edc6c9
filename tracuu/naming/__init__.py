"""Bringing archive and mentions together: linking stories, learning names, entity pages, users' decisions."""
