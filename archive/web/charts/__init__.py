"""Counts of the archive as drawings, tables and files: phrases over time, words of a speaker, timelines, figures."""
