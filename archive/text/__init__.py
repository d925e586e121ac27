"""What a character, a word, a paragraph and a text are, each defined once for the whole project.

Everything here is pure: no Django, no database, no files. Offsets count code points of a text in canonical form
(see `canonical`), and a span is a half-open pair of offsets, (start, end).
"""
