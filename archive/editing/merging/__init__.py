"""Merging two entries for the same person, event, theme or term: seen before, done, and undone."""
