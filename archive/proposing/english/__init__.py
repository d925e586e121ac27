"""Reported speech in English: cue verbs, their subjects, and what they report."""
