"""Texts held beside each other: what they share and what only one of them has."""
