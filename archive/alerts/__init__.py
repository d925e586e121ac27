"""Alerts: what is new in a search, by e-mail, for readers without an account."""
