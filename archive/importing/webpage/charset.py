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
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
    "tis-620": "cp874",
    "iso8859-11": "cp874",
}


def decode_page(content: bytes, name: str, encoding: str = "") -> tuple[DecodedText, tuple[str, ...]]:
    """The text of a page with the findings on its encoding. Raises ImportDocumentError."""
    declared = (
        ""
        if encoding or content.startswith((codecs.BOM_UTF8, b"\xff\xfe", b"\xfe\xff"))
        else _declared(content)
    )
    if declared and not _fits(content, declared):
        decoded = decode(content, name)
        mismatch = f"The page says that it is in {declared.upper()}, but its bytes are not."
        return decoded, (*decoded.findings, mismatch)
    decoded = decode(content, name, encoding or declared)
    return decoded, () if declared else decoded.findings


def _declared(content: bytes) -> str:
    """The Python codec that the page names; empty where it names none or an unknown one."""
    match = _DECLARED.search(content[:_HEAD_SIZE])
    if not match:
        return ""
    try:
        codec = codecs.lookup((match[1] or match[2]).decode("ascii"))
    except (LookupError, UnicodeDecodeError):
        return ""
    if codec.name.startswith(("utf-16", "utf-32")):
        return "utf-8"  # such a declaration could be read only if it were wrong
    return _BROWSER_CODECS.get(codec.name, codec.name)


def _fits(content: bytes, codec: str) -> bool:
    """Saved pages may have become UTF-8 with their old declaration; other texts are valid UTF-8 by no accident."""
    if codec != "utf-8" and not content.isascii():
        try:
            content.decode("utf-8")
        except UnicodeDecodeError:
            pass
        else:
            return False
    try:
        content.decode(codec)
    except (UnicodeDecodeError, LookupError):  # a codec that is not of text, such as “hex”
        return False
    return True
