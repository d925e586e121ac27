"""Accounts and their groups."""
