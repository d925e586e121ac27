"""Utterances: their list and form, and the queue of suggested reports."""
