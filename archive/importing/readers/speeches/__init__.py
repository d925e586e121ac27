"""Speeches out of XML: the records of parliaments and meetings in TEI, Akoma Ntoso and Hansard.

A format says what each of its elements is (`ElementRole`) and who speaks; the reader writes the paragraphs.
"""
