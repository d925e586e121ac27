"""Reported speech in Chinese: cue verbs, their subjects, and what they report."""
