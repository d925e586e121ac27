"""What the formats read with: a package for each kind of file. No Django here.

`archive.importing.formats` has a module for each format an editor can choose; it recognises a file and hands it to a
reader. `markup` turns HTML into paragraphs for all that is HTML or becomes HTML on its way.
"""
