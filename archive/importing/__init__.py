"""From files and pasted texts to documents.

`formats` turns bytes into text, `structure` reads its paragraphs, turns, parts and head, `parse` joins both into a
ParsedDocument: no Django up to there. `lookup` and `importer` bring it into the archive.
"""
