"""The headers of a message as text: encoded words, dates with their zone, addresses."""

import codecs
from datetime import datetime
from email.errors import MessageError
from email.header import Header, decode_header
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime

from archive.text.canonical import clean_characters

MAX_LENGTH = 5_000  # characters; the decoder of the standard library takes time by the square of it

MAX_NAME_LENGTH = 200  # characters, as Source.name


def header_text(message: Message, name: str) -> str:
    """The header on one line, cut at MAX_LENGTH; empty where there is none."""
    value = message.get(name)
    return "" if value is None else decode_encoded_words(value)


def decode_encoded_words(value: str | Header) -> str:
    """The value of a header on one line with its encoded words decoded, also in the name of a file, where none are
    allowed; cut at MAX_LENGTH."""
    if len(str(value)) > MAX_LENGTH:
        value = str(value)[:MAX_LENGTH]
    try:
        chunks = decode_header(value)
    except (MessageError, ValueError):  # an encoded word that is cut off
        chunks = [(str(value), None)]
    text = "".join(_decode(chunk, charset) for chunk, charset in chunks)
    return " ".join(clean_characters(text).split())


def _decode(chunk: bytes | str, charset: str | None) -> str:
    """Headers with bytes over 127 and no charset are in UTF-8 today and were in Windows-1252."""
    if isinstance(chunk, str):
        return chunk
    for codec in (charset or "utf-8", "utf-8", "cp1252"):
        try:
            codecs.lookup(codec)
            return chunk.decode(codec)
        except (LookupError, ValueError):
            continue
    return chunk.decode("utf-8", "replace")


def sent_at(message: Message) -> datetime | None:
    """The moment of the sender's clock, in the sender's zone."""
    try:
        return parsedate_to_datetime(header_text(message, "Date"))
    except (ValueError, TypeError, IndexError, OverflowError, RecursionError):
        return None


def sender_name(message: Message) -> str:
    """The name in From, else its address."""
    sender = header_text(message, "From")
    try:
        addresses = getaddresses([sender])
    except (RecursionError, ValueError, IndexError):  # brackets in brackets without end
        return sender[:MAX_NAME_LENGTH]
    return next((name or address for name, address in addresses if name or address), "")[:MAX_NAME_LENGTH]
