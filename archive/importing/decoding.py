"""Bytes to text: in which encoding a file was written. Shared by all formats that are text."""

import codecs
import re
import unicodedata
from typing import NamedTuple

from charset_normalizer import from_bytes

from archive.importing.errors import ImportDocumentError

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8 with a byte order mark"),
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
# The candidates for charset-normalizer: with all of its encodings a short French text comes back as Hungarian or
# Turkish.
_CANDIDATES = ["gb18030", "big5", "cp1252", "cp1251", "shift_jis", "euc_jp", "euc_kr", "cp949"]
_LABELS = {"cp1252": "Windows-1252", "cp1251": "Windows-1251", "gb18030": "GB18030", "big5": "Big5"}
_MAX_NOISE = 0.02  # of the characters; real texts have a stray form feed or private-use bullet, not more
_NOISE_SAMPLE = 100_000  # characters


class DecodedText(NamedTuple):
    text: str
    encoding: str  # as it is shown to an editor

    @property
    def findings(self) -> tuple[str, ...]:
        """A sentence for the editor unless the text was in UTF-8."""
        if self.encoding.startswith("UTF-8"):
            return ()
        return (f"The text was read as {self.encoding}.",)


def decode(content: bytes, name: str = "This text", encoding: str = "") -> DecodedText:
    """The text in the given encoding, else in the one it seems to be in.

    Raises ImportDocumentError for what is not text. A given encoding is trusted: only its own rules are checked.
    """
    if encoding:
        return DecodedText(_decode_strictly(content, encoding, encoding.upper(), name), encoding.upper())
    if not content.strip():
        raise ImportDocumentError(f"{name} is empty.")
    for mark, codec, label in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return DecodedText(_checked(_decode_strictly(content, codec, label, name), name), label)
    try:
        decoded = DecodedText(content.decode("utf-8"), "UTF-8")
    except UnicodeDecodeError:
        decoded = _detect(content, name)
    if "\0" in decoded.text:
        return _decode_utf16_without_mark(content, name)
    return DecodedText(_checked(decoded.text, name), decoded.encoding)


def decode_head(head: bytes) -> str:
    """The first bytes of a file as text, for recognising its format; what cannot be decoded is replaced."""
    codec = next((codec for mark, codec, _label in _BYTE_ORDER_MARKS if head.startswith(mark)), "utf-8")
    return head.decode(codec, "replace")


def _decode_strictly(content: bytes, codec: str, label: str, name: str) -> str:
    try:
        return content.decode(codec)
    except UnicodeDecodeError as error:
        raise ImportDocumentError(
            f"{name} starts like {label}, but byte {error.start} does not fit it."
        ) from error


def _checked(text: str, name: str) -> str:
    if "\0" in text:
        raise ImportDocumentError(f"{name} contains NUL bytes, so it is not plain text.")
    if _is_noise(text[:_NOISE_SAMPLE]):
        raise ImportDocumentError(f"{name} is full of control characters, so it is not plain text.")
    return text


def _detect(content: bytes, name: str) -> DecodedText:
    if b"\0" in content:
        return _decode_utf16_without_mark(content, name)
    if _is_western(content):
        return DecodedText(content.decode("cp1252"), _LABELS["cp1252"])
    best = from_bytes(content, cp_isolation=_CANDIDATES, enable_fallback=False).best()
    if best is None or _is_noise(str(best)):
        raise ImportDocumentError(
            f"{name} is not plain text, or it is in an encoding that could not be recognised."
        )
    return DecodedText(str(best), _LABELS.get(best.encoding, best.encoding))


def _is_western(content: bytes) -> bool:
    """Few bytes over 127, and those alone or in twos: accents and curly quotation marks among ASCII.

    charset-normalizer is not asked: it takes a short “Café” for Cyrillic.
    """
    runs = [len(run) for run in re.findall(rb"[\x80-\xff]+", content)]
    if sum(runs) > 0.25 * len(content) or sum(run <= 2 for run in runs) < 0.9 * len(runs):
        return False
    try:
        return not _is_noise(content.decode("cp1252"))
    except UnicodeDecodeError:
        return False


def _decode_utf16_without_mark(content: bytes, name: str) -> DecodedText:
    """Ordinary words in UTF-16 have a NUL in nearly every second byte, always on the same side."""
    for codec, zeros in (("utf-16-le", content[1::2]), ("utf-16-be", content[0::2])):
        if len(content) % 2 == 0 and zeros.count(0) > 0.4 * len(zeros):
            try:
                text = content.decode(codec)
            except UnicodeDecodeError:
                continue
            if "\0" not in text and not _is_noise(text):
                return DecodedText(text, "UTF-16")
    raise ImportDocumentError(f"{name} contains NUL bytes, so it is not plain text.")


def _is_noise(text: str) -> bool:
    """Many control characters, unassigned or private code points."""
    count = sum(
        unicodedata.category(char) in ("Cc", "Cn", "Co") and char not in "\t\n\r\f\x85" for char in text
    )
    return count > _MAX_NOISE * len(text)
