"""Speeches out of XML: the records of parliaments and meetings in TEI, Akoma Ntoso and Hansard.

A format says what each of its elements is (`Role`) and who speaks; the reader writes the paragraphs.
"""

from archive.importing.readers.speeches.reader import SpeechReader, check_speeches, space_before
from archive.importing.readers.speeches.vocabulary import Role, Vocabulary

__all__ = ["Role", "SpeechReader", "Vocabulary", "check_speeches", "space_before"]
