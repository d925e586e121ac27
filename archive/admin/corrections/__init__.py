"""Corrections of a document's text, its versions, and the statements that a correction left without a place."""
