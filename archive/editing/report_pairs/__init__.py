"""Suggests which statements report one utterance, and keeps what editors decided about them."""
