"""Rich text (RTF) to HTML. No Django here.

striprtf knows the destinations and the code pages. Its own text has no footnotes and no list numbers and does not say
what was left out; therefore the groups are read here.
"""
