"""Phrases over time: how often, by whom and from when on words are in the statements of the archive."""
