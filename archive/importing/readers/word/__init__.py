"""Word documents (ECMA-376) as HTML elements, which `archive.importing.readers.markup` reads. No Django.

Written here since mammoth, the usual reader, loses words of real files (5 % of those of data/docx) and the numbers of
lists, and resolves entities.
"""
