"""UTF-16 and UTF-32 without a mark: whichever of them is text."""

from typing import NamedTuple

from archive.importing.encodings.letters import letter_frequency_score
from archive.importing.encodings.plausibility import implausibility, is_noise

_CODECS = (("utf-32-le", 4), ("utf-32-be", 4), ("utf-16-le", 2), ("utf-16-be", 2))  # with bytes of a unit
_NOISE_SAMPLE, _SAMPLE = 100_000, 2_000  # characters
_HEAD, _LEAST = 200, 8  # characters
_WORTH = 0.25  # of a character: common letters are worth 0.5 to 1, see `letter_frequency_score`


class DecodedUnicode(NamedTuple):
    text: str
    codec: str

    @property
    def label(self) -> str:
        return self.codec[:6].upper()


def decode_utf16_or_utf32(content: bytes) -> DecodedUnicode | None:
    """The content as text where it has NUL bytes, as every space and every letter of ASCII has in these encodings;
    None where none of them makes text of it."""
    readings = []
    for codec, width in _CODECS:
        try:
            text = content.decode(codec) if len(content) % width == 0 else "\0"
        except UnicodeDecodeError:
            continue
        if "\0" not in text and not is_noise(text[:_NOISE_SAMPLE]):
            sample = text[:_SAMPLE]
            ascii_letters = sum(character.isascii() for character in sample)
            unlikely = implausibility(sample)
            if unlikely <= len(sample):  # a few bytes that are no text read as letters of many scripts
                readings.append((letter_frequency_score(sample) - unlikely + ascii_letters, codec, text))
    return DecodedUnicode(max(readings)[2], max(readings)[1]) if readings else None


def decode_utf16_without_ascii(content: bytes) -> DecodedUnicode | None:
    """The content as text where it has no NUL byte: a short text of Japan or Thailand may have no space and no line
    break.

    None unless its characters are common ones of their script; those that other encodings make of it are rare.
    """
    head = content[: _HEAD * 2]
    if len(content) % 2 or len(head) < _LEAST * 2:
        return None
    for codec in ("utf-16-le", "utf-16-be"):
        sample = head.decode(codec, "ignore")
        worth = letter_frequency_score(sample) - implausibility(sample)
        if worth > _WORTH * len(sample) and not is_noise(sample):
            return DecodedUnicode(content.decode(codec, "replace"), codec)
    return None
