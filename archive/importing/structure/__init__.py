"""What a text says about its own structure: paragraphs, headings, turns, parts, and the facts in its first lines.

Everything here works on canonical paragraphs (indexes count from 0) and only proposes. No Django here.
"""
