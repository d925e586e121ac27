"""Texts beside each other: what was edited from one to the next, which words two of them share, which only one has."""
