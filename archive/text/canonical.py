"""One way of writing a text, the one the database accepts (`document_text_is_canonical`)."""

import re
import unicodedata

PARAGRAPH = "\n\n"
# U+200C and U+200D stay: Persian, Indic scripts and emoji need them.
_INVISIBLE = dict.fromkeys(
    map(ord, "\ufeff\u200b\u200e\u200f\u2060\u00ad\u202a\u202b\u202c\u202d\u202e\ufffe\uffff")
)
_LINE_ENDS = re.compile("\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028]")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_BLANKS = re.compile(r"[^\S\n]+")


def clean_characters(text):
    """Line ends, invisible characters, odd blanks and NFC; the lay-out of lines is left alone."""
    text = _LINE_ENDS.sub("\n", text.replace("\u2029", PARAGRAPH))
    text = text.replace("\t", " ").translate(_INVISIBLE)
    text = _CONTROL.sub("", text)
    text = unicodedata.normalize("NFC", text)
    return "\n".join(_BLANKS.sub(" ", line).strip() for line in text.split("\n"))


def blocks(text):
    """Clean text as a list of blocks, each a list of lines that hold something."""
    found = [[line for line in block.split("\n") if line] for block in re.split(r"\n{2,}", text)]
    return [block for block in found if block]


def join_paragraphs(paragraphs):
    return PARAGRAPH.join(paragraphs)


def spans(text):
    """(start, end) of each paragraph of a canonical text."""
    start = 0
    for paragraph in text.split(PARAGRAPH) if text else ():
        yield start, start + len(paragraph)
        start += len(paragraph) + len(PARAGRAPH)
