"""Bytes to text: in which encoding a file was written. Shared by all formats that are text."""

import codecs
from dataclasses import dataclass, replace
from itertools import takewhile

from archive.importing.encodings.candidates import (
    DecodedSample,
    encoding_candidates,
    is_certain,
    rank_code_pages,
    runner_up,
    seven_bit_codec,
)
from archive.importing.encodings.code_pages import LABELS
from archive.importing.encodings.damage import (
    REPLACEMENT_CHARACTER,
    decode_with_replacement,
    describe_position,
    is_mostly_utf8,
)
from archive.importing.encodings.plausibility import is_noise
from archive.importing.encodings.repair import (
    list_line_numbers,
    map_controls,
    repair_wrong_page,
    split_by_encoding,
    undo_double_encoding,
)
from archive.importing.encodings.utf16 import codec_of_nul_bytes, codec_without_ascii
from archive.importing.errors import ImportDocumentError, abbreviate
from archive.importing.phrases import count_phrase, inflect, list_phrase

__all__ = ["DamagedTextError", "DecodedText", "decode", "decode_head", "encoding_candidates"]

ENCODED_TWICE = (
    "utf-8-twice"  # taken for the name of a codec: UTF-8 that was read as Windows-1252 and written again
)
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8 with a byte order mark"),
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
_NOT_FOR_FILES = {"idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined", "mbcs", "oem"}
_LATIN_1 = {"iso8859-1", "ascii"}  # the standard of the Web: a file that says so is Windows-1252
_NOISE_SAMPLE = 100_000  # characters
_MAX_REPAIRS = 3  # of a text that was encoded twice, and twice again
_MAX_PLACES = 3  # of damage that a message names
_DIFFERENCE = 40  # characters shown of two readings


class DamagedTextError(ImportDocumentError):
    """Raised where bytes do not fit the encoding; `decode(…, allow_damage=True)` marks them instead. `damage`: in how
    many places."""

    def __init__(self, message: str, damage: int) -> None:
        super().__init__(message, "encoding")
        self.damage = damage


@dataclass(frozen=True)
class DecodedText:
    """`encoding` as it is shown to an editor, `codec` as Python and `decode` know it.

    `findings` are sentences for the editor: the encoding unless it is UTF-8, what is uncertain about it, what was
    mapped or marked. `damage` counts the marks (�) that were put in place of bytes.
    """

    text: str
    encoding: str
    codec: str = "utf-8"
    is_certain: bool = True
    findings: tuple[str, ...] = ()
    damage: int = 0


def decode(
    content: bytes, name: str = "This text", encoding: str = "", allow_damage: bool = False
) -> DecodedText:
    """The text in the given encoding (a Python codec), else in the one that makes it read most as a language.

    A given encoding is trusted: only its own rules are checked. Raises DamagedTextError where a few bytes do not fit,
    unless damage is allowed, and ImportDocumentError for what is not text.
    """
    if encoding:
        return _decode_as_given(content, name, encoding, allow_damage)
    if not content.strip(b" \t\r\n\f\v\0"):
        raise ImportDocumentError(f"{name} is empty.")
    decoded = _detect(content, name, allow_damage)
    _check(decoded.text, name)
    return decoded


def decode_head(head: bytes) -> str:
    """The first bytes of a file as text, for recognising its format; what cannot be decoded is replaced."""
    codec = next((codec for mark, codec, _label in _BYTE_ORDER_MARKS if head.startswith(mark)), "utf-8")
    return head.decode(codec, "replace")


def find_codec(encoding: str) -> str:
    """The name of the Python codec of an encoding of files; empty for an unknown one and for codecs that are none."""
    try:
        codec = codecs.lookup(encoding)
    except (LookupError, ValueError):
        return ""
    is_for_files = codec.name.replace("_", "-") not in _NOT_FOR_FILES
    return codec.name if is_for_files and getattr(codec, "_is_text_encoding", True) else ""


def _decode_as_given(content: bytes, name: str, encoding: str, allow_damage: bool) -> DecodedText:
    if encoding == ENCODED_TWICE:
        decoded = _decode_strictly(content, name, "utf-8", "UTF-8 encoded twice", allow_damage)
        return _repair(decoded, always=True)
    if not (codec := find_codec(encoding)):
        raise ImportDocumentError(f"The encoding “{abbreviate(encoding)}” is not known.", "encoding")
    return _decode_strictly(content, name, codec, LABELS.get(codec, encoding.upper()), allow_damage)


def _decode_strictly(content: bytes, name: str, codec: str, label: str, allow_damage: bool) -> DecodedText:
    """Decodes the content and maps the controls of Windows-1252, which Latin 1 and UTF-8 can have made of it."""
    try:
        text, places = decode_with_replacement(content, "latin-1" if codec in _LATIN_1 else codec)
    except UnicodeError as error:
        raise ImportDocumentError(f"{name} is not in {label}.") from error
    if places and not allow_damage:
        raise DamagedTextError(_damage_message(content, name, label, places), len(places))
    repair = map_controls(text.removeprefix("\ufeff"))
    findings = [] if label.startswith("UTF-8") else [f"The text was read as {label}."]
    if places:
        damage_phrase = inflect(len(places), "# damaged [character was|characters were] marked")
        findings.append(f"{damage_phrase} ({REPLACEMENT_CHARACTER}): {_places(content, places)}.")
    return DecodedText(repair.text, label, codec, findings=(*findings, *repair.findings), damage=len(places))


def _damage_message(content: bytes, name: str, label: str, places: list[int]) -> str:
    count = count_phrase(len(places), "damaged character")
    return (
        f"{name} is in {label} but for {count} ({_places(content, places)}). Import it with {count} marked, or "
        "choose another encoding."
    )


def _places(content: bytes, places: list[int]) -> str:
    return list_phrase((describe_position(content, place) for place in places), _MAX_PLACES, separator="; ")


def _detect(content: bytes, name: str, allow_damage: bool) -> DecodedText:
    for mark, codec, label in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return _decode_strictly(content, name, codec, label, allow_damage)
    has_nul = b"\0" in content
    if not has_nul and (seven_bit := seven_bit_codec(content)):
        return _decode_strictly(content, name, *seven_bit, allow_damage)
    if codec := codec_of_nul_bytes(content) if has_nul else codec_without_ascii(content):
        return _decode_strictly(content, name, codec, codec[:6].upper(), allow_damage)
    if has_nul:
        raise ImportDocumentError(f"{name} contains NUL bytes, so it is not plain text.")
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_other(content, name, allow_damage)
    return _repair(_decode_strictly(content, name, "utf-8", "UTF-8", allow_damage))


def _repair(decoded: DecodedText, always: bool = False) -> DecodedText:
    """Undoes what wrong code pages made of the text, as often as it went through one."""
    for _time in range(_MAX_REPAIRS):
        repair = repair_wrong_page(decoded.text) or undo_double_encoding(decoded.text, always)
        before = decoded.text
        decoded = replace(decoded, text=repair.text, findings=(*decoded.findings, *repair.findings))
        if decoded.text == before:
            break
    return decoded


def _decode_other(content: bytes, name: str, allow_damage: bool) -> DecodedText:
    if mixed := _decode_mixed(content):
        return mixed
    if is_mostly_utf8(content):
        return _decode_strictly(content, name, "utf-8", "UTF-8", allow_damage)
    samples = rank_code_pages(content)
    if not samples or is_noise(samples[0].text):
        raise ImportDocumentError(
            f"{name} is not plain text, or it is in an encoding that could not be recognised."
        )
    page = samples[0].page
    decoded = _decode_strictly(content, name, page.codec, page.label, allow_damage)
    if is_certain(samples):
        return decoded
    return replace(decoded, is_certain=False, findings=(_uncertainty(samples), *decoded.findings[1:]))


def _decode_mixed(content: bytes) -> DecodedText | None:
    """UTF-8 with whole lines in one other encoding, where that one is certain."""
    mixture = split_by_encoding(content)
    if not mixture:
        return None
    lines, others = mixture
    samples = rank_code_pages(b"".join(lines[index] for index in others))
    if not samples or samples[0].damage or not is_certain(samples):
        return None
    page, foreign = samples[0].page, set(others)
    text = "".join(
        line.decode(page.codec if index in foreign else "utf-8") for index, line in enumerate(lines)
    )
    named = list_line_numbers(others)
    lines_were = inflect(len(others), f"[Line {named} was|Lines {named} (# in all) were]")
    finding = f"{lines_were} read as {page.label}, the others as UTF-8."
    return DecodedText(text, f"UTF-8 and {page.label}", findings=(finding,))


def _uncertainty(samples: list[DecodedSample]) -> str:
    best, other = samples[0], runner_up(samples)
    if not other:
        return f"The encoding is uncertain: the text was read as {best.page.label}. Compare it with the original."
    equal_pairs = takewhile(lambda pair: pair[0] == pair[1], zip(best.text, other.text, strict=False))
    start = sum(1 for _pair in equal_pairs)
    excerpt, other_excerpt = (_excerpt(sample.text, start) for sample in (best, other))
    return (
        f"The encoding is uncertain: the text was read as {best.page.label} (“{excerpt}”); "
        f"as {other.page.label} it would read “{other_excerpt}”."
    )


def _excerpt(text: str, index: int) -> str:
    start = max(0, index - _DIFFERENCE // 2)
    return " ".join(text[start : start + _DIFFERENCE].split())


def _check(text: str, name: str) -> None:
    if "\0" in text:
        raise ImportDocumentError(f"{name} contains NUL bytes, so it is not plain text.")
    if is_noise(text[:_NOISE_SAMPLE]):
        raise ImportDocumentError(f"{name} is full of control characters, so it is not plain text.")
