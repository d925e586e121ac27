"""Merges two entries for the same person, event, theme or term: preview, merge and undo."""
