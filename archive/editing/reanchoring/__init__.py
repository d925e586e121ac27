"""Where the marked words of a text stand after the text was corrected (rule 2 of docs/architecture.md).

Everything here is pure: no Django, no database. Offsets count code points. `anchors.reanchor` is the way in.
"""
