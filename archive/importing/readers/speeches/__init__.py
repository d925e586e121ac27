"""Speeches out of XML: the records of parliaments and meetings in TEI, Akoma Ntoso and Hansard.

A format says what each of its elements is (`ElementRole`) and who speaks; the reader writes the paragraphs.
"""

from archive.importing.readers.speeches.element_mapping import ElementMapping, ElementRole
from archive.importing.readers.speeches.reader import SpeechReader, check_speeches, space_before

__all__ = ["ElementMapping", "ElementRole", "SpeechReader", "check_speeches", "space_before"]
