"""Statements that a reader saved: which ones they are is known to the reader's browser alone."""
