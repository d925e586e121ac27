"""Statements: their list and form, and the page of other reports."""
