"""UTF-16 and UTF-32 without a mark: whichever of them is text."""

from archive.importing.encodings.letters import letter_frequency_score
from archive.importing.encodings.plausibility import implausibility, is_noise

_CODECS = (("utf-32-le", 4), ("utf-32-be", 4), ("utf-16-le", 2), ("utf-16-be", 2))  # with bytes of a unit
_NOISE_SAMPLE, _SAMPLE = 100_000, 2_000  # characters
_HEAD, _LEAST = 200, 8  # characters
_WORTH = 0.25  # of a character: common letters are worth 0.5 to 1, see `letter_frequency_score`


def codec_of_nul_bytes(content: bytes) -> str:
    """The codec of content with NUL bytes, as every space and every letter of ASCII has in these encodings; empty
    where none of them makes text of it."""
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
                readings.append((letter_frequency_score(sample) - unlikely + ascii_letters, codec))
    return max(readings)[1] if readings else ""


def codec_without_ascii(content: bytes) -> str:
    """The codec of content without a NUL byte: a short text of Japan or Thailand may have no space and no line break.

    Empty unless its characters are common ones of their script; those that other encodings make of it are rare.
    """
    head = content[: _HEAD * 2]
    if len(content) % 2 or len(head) < _LEAST * 2:
        return ""
    for codec in ("utf-16-le", "utf-16-be"):
        sample = head.decode(codec, "ignore")
        worth = letter_frequency_score(sample) - implausibility(sample)
        if worth > _WORTH * len(sample) and not is_noise(sample):
            return codec
    return ""
