"""The door for editors: one file per noun, and the pages that nouns share."""

from . import document, event, redirect, source, speaker, statement, theme, utterance

__all__ = ["document", "event", "redirect", "source", "speaker", "statement", "theme", "utterance"]
