"""Merging two entries for the same person, event or theme: seen before, done, and undone."""
