"""Which sentences of a text and of its translation belong together, by position, length and what both name."""
