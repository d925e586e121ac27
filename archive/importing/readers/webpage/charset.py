"""In which encoding a web page was written: what it says of itself, where its bytes agree."""

import codecs
import re

from archive.importing.decoding import DecodedText, decode

_HEAD_SIZE = 4096  # bytes; the HTML standard asks for 1,024, saved pages begin with long comments
_DECLARED = re.compile(
    rb"""<meta\b[^>]*?charset\s*=\s*["']?\s*([\w.:-]{1,40})|^\s*<\?xml\b[^>]*?encoding\s*=\s*["']([\w.:-]{1,40})""",
    re.IGNORECASE,
)
# What browsers read in place of what a page says (https://encoding.spec.whatwg.org/#names-and-labels).
_BROWSER_CODECS = {
    "iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030",
    "shift_jis": "cp932", "euc_kr": "cp949", "big5": "big5hkscs", "tis-620": "cp874", "iso8859-11": "cp874",
}  # fmt: skip


def decode_page(content: bytes, name: str, encoding: str = "") -> tuple[DecodedText, tuple[str, ...]]:
    """The text of a page with the findings on its encoding. Raises ImportDocumentError."""
    is_known = encoding or content.startswith((codecs.BOM_UTF8, b"\xff\xfe", b"\xfe\xff"))
    declared = "" if is_known else _declared_codec(content)
    if declared and not can_decode(content, declared):
        decoded = decode(content, name)
        mismatch = f"The page says that it is in {declared.upper()}, but its bytes are not."
        return decoded, (*decoded.findings, mismatch)
    decoded = decode(content, name, encoding or declared)
    return decoded, () if declared else decoded.findings


def _declared_codec(content: bytes) -> str:
    """The Python codec that the page names; empty where it names none or an unknown one."""
    match = _DECLARED.search(content[:_HEAD_SIZE])
    if not match:
        return ""
    codec = browser_codec((match[1] or match[2]).decode("ascii", "replace"))
    # A declaration in UTF-16 can be read only where it is wrong.
    return "utf-8" if codec.startswith(("utf-16", "utf-32")) else codec


def browser_codec(label: str) -> str:
    """The Python codec that browsers and mail readers use for a name of an encoding; empty for an unknown one."""
    try:
        name = codecs.lookup(label).name
    except (LookupError, ValueError):
        return ""
    return _BROWSER_CODECS.get(name, name)


def can_decode(content: bytes, codec: str) -> bool:
    """Whether it can be the encoding. A file in UTF-8 may keep an older declaration; no other is UTF-8 by accident."""
    if codec != "utf-8" and not content.isascii() and _is_valid(content, "utf-8"):
        return False
    return _is_valid(content, codec)


def _is_valid(content: bytes, codec: str) -> bool:
    try:
        content.decode(codec)
    except (UnicodeDecodeError, LookupError):  # a codec that is not of text, such as “hex”
        return False
    return True
