"""Bytes to text: what may come in, and in which encoding it was written."""

import codecs
import re
import unicodedata

from charset_normalizer import from_bytes

from archive.importing.parsed import ImportRefused

MEGABYTE = 1024 * 1024
MAX_BYTES = 5 * MEGABYTE

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8 with a byte order mark"),
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
_BINARY = (
    (b"%PDF", "a PDF file"),
    (b"PK\x03\x04", "a zip file (Word, Excel and OpenDocument files are zip files)"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"{\\rtf", "a rich text (RTF) file"),
)
_PAGE_STARTS = (b"<!doctype html", b"<html", b"<?xml")
# Tried by charset-normalizer; without this list a short French text comes back as Hungarian or Turkish.
_LIKELY = ["gb18030", "big5", "cp1252", "cp1251", "shift_jis", "euc_jp", "euc_kr", "cp949"]


def decode(raw, name="This text"):
    """The text and the name of its encoding. Raises ImportRefused for what is no text."""
    _refuse_size(raw, name)
    for mark, encoding, label in _MARKS:
        if raw.startswith(mark):
            return _strictly(raw, encoding, label, name), label
    _refuse_known_formats(raw, name)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        text, label = _guess(raw, name)
    else:
        label = "UTF-8"
    if "\0" in text:
        return _utf16_without_mark(raw, name)
    _refuse_control_characters(text, name)
    return text, label


def _refuse_size(raw, name):
    if not raw.strip():
        raise ImportRefused(f"{name} is empty.")
    refuse_longer(len(raw), name)


def refuse_longer(size, name):
    """Files, uploads and pasted texts have the same limit; `size` is in bytes."""
    if size > MAX_BYTES:
        most = MAX_BYTES // MEGABYTE
        raise ImportRefused(f"{name} is {size / MEGABYTE:.1f} MB; a text may be {most} MB at most.")


def _refuse_known_formats(raw, name):
    for start, what in _BINARY:
        if raw.startswith(start):
            raise ImportRefused(f"{name} is {what}, not plain text. Save it as plain text first.")
    if raw[:200].lstrip().lower().startswith(_PAGE_STARTS):
        raise ImportRefused(
            f"{name} is a web page or XML, not plain text. Copy its text or save it as plain text."
        )


def _strictly(raw, encoding, label, name):
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise ImportRefused(f"{name} begins like {label}, but byte {error.start} does not fit it.") from error
    if "\0" in text:
        raise ImportRefused(f"{name} contains NUL bytes, so it is not plain text.")
    _refuse_control_characters(text, name)
    return text


def _guess(raw, name):
    if b"\0" in raw:
        return _utf16_without_mark(raw, name)
    if _is_western(raw):
        return raw.decode("cp1252"), _label("cp1252")
    best = from_bytes(raw, cp_isolation=_LIKELY, enable_fallback=False).best()
    if best is None or _is_noise(str(best)):
        raise ImportRefused(f"{name} is not plain text, or in an encoding that could not be recognised.")
    return str(best), _label(best.encoding)


def _is_western(raw):
    """Few bytes over 127, and those alone or in twos: accents and curly quotes among ASCII.

    charset-normalizer is not asked: it takes a short “Café” for Cyrillic.
    """
    runs = [len(run) for run in re.findall(rb"[\x80-\xff]+", raw)]
    if sum(runs) > 0.25 * len(raw) or sum(run <= 2 for run in runs) < 0.9 * len(runs):
        return False
    try:
        return not _is_noise(raw.decode("cp1252"))
    except UnicodeDecodeError:
        return False


def _label(encoding):
    names = {"cp1252": "Windows-1252", "cp1251": "Windows-1251", "gb18030": "GB18030", "big5": "Big5"}
    return names.get(encoding, encoding)


def _utf16_without_mark(raw, name):
    """Ordinary words in UTF-16 have a NUL in nearly every second byte, always on the same side."""
    for encoding, zeros in (("utf-16-le", raw[1::2]), ("utf-16-be", raw[0::2])):
        if len(raw) % 2 == 0 and zeros.count(0) > 0.4 * len(zeros):
            try:
                text = raw.decode(encoding)
            except UnicodeDecodeError:
                continue
            if "\0" not in text and not _is_noise(text):
                return text, "UTF-16"
    raise ImportRefused(f"{name} contains NUL bytes, so it is not plain text.")


def _is_noise(text):
    odd = sum(
        unicodedata.category(char) in ("Cc", "Cn", "Co") and char not in "\t\n\r\f\x85" for char in text
    )
    return odd > 0.02 * len(text)


def _refuse_control_characters(text, name):
    if _is_noise(text[:100_000]):
        raise ImportRefused(f"{name} is full of control characters, so it is not plain text.")
