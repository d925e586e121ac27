"""E-mail messages: their headers, their parts, the lines of their plain text. No Django here."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from email.errors import MessageError
from email.header import Header, decode_header
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime
from itertools import groupby

from archive.importing.decoding import DecodedText, decode
from archive.importing.errors import ImportDocumentError
from archive.importing.header import ExtractedParagraph
from archive.importing.phrases import count_phrase
from archive.importing.readers.webpage.charset import browser_codec, can_decode, decode_page
from archive.importing.structure.paragraphs import reflow
from archive.importing.structure.titles import first_words
from archive.text.canonical import clean_characters, unify_line_ends
from archive.text.paragraphs import split_paragraphs
from archive.text.words import casefolded_words

MAX_LENGTH = 5_000  # characters; the decoder of the standard library takes time by the square of it

MAX_NAME_LENGTH = 200  # characters, as Source.name
_QUOTED_LENGTH = 60  # characters
_SHORT_SHARE = 0.7  # of the words of its HTML: a shorter plain text with words of its own is a notice, too
_MIN_SHARE = 0.3  # of the words of its HTML; a shorter plain text only says that the message is in HTML
# Of HTML: style sheets, scripts, comments without an end, too, and tags.
_NO_WORDS = re.compile(
    r"<(style|script|title)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)|<[^<>]*>|&#?\w{1,8};",
    re.DOTALL | re.IGNORECASE,
)
_QUOTE = re.compile(r"(?:> ?)+")
_MAX_DEPTH = 50  # of quotations in each other
SIGNATURE = "-- "  # RFC 3676: the line above a signature


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
    text = "".join(_decode_word(chunk, charset) for chunk, charset in chunks)
    return " ".join(clean_characters(text).split())


def _decode_word(chunk: bytes | str, charset: str | None) -> str:
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


@dataclass
class TextPart:
    """`is_flowed` for format=flowed, with `deletes_spaces` for DelSp=yes."""

    text: str
    is_html: bool = False
    is_flowed: bool = False
    deletes_spaces: bool = False


@dataclass
class Contents:
    """The texts and attachments of a message; the findings say what was not read and how the rest was decoded."""

    texts: list[TextPart] = field(default_factory=list)
    attachments: list[str] = field(default_factory=list)
    findings: list[str] = field(default_factory=list)

    def add(self, other: "Contents") -> None:
        self.texts += other.texts
        self.attachments += other.attachments
        self.findings += other.findings


def read_parts(message: Message, name: str, encoding: str = "") -> Contents:
    """The texts of a message in their order. `encoding` is that of a pasted message. Raises ImportDocumentError."""
    contents = Contents()
    parts = _children(message) if message.is_multipart() else []
    if message.get_content_type() == "message/rfc822" or not parts:
        _read_part(message, contents, name, encoding)
        return contents
    contents.findings += _words_around_parts(message)
    children = [read_parts(part, name, encoding) for part in parts]
    if message.get_content_type() == "multipart/alternative":
        children = _best_alternative(children)
    for child in children:
        contents.add(child)
    return contents


def _words_around_parts(message: Message) -> Iterator[str]:
    """Yields the words before the first part, which programs without MIME show, and after the last, which a list has
    added."""
    for place, text in (
        ("before its first part", message.preamble),
        ("behind its last part", message.epilogue),
    ):
        if count := len(casefolded_words(str(text or ""))):
            quotation = first_words(" ".join(str(text).split()), _QUOTED_LENGTH)
            yield f"Left out of the message: {count_phrase(count, 'word')} {place} (“{quotation}”)."


def _children(message: Message) -> list[Message]:
    payload = message.get_payload()
    return [part for part in payload if isinstance(part, Message)] if isinstance(payload, list) else []


def _best_alternative(children: list[Contents]) -> list[Contents]:
    """The plain text, unless it says much less than the HTML. The attachments of all are told."""
    with_text = [child for child in children if child.texts]
    if not with_text:
        return children
    best = min(with_text, key=lambda child: any(part.is_html for part in child.texts))
    longest = max(with_text, key=lambda child: len(_read_words(child)))
    if _is_notice(best, longest):
        best = longest
    if others := [child for child in with_text if child is not best]:
        kind = "HTML" if any(part.is_html for part in best.texts) else "plain text"
        left_out = count_phrase(sum(len(_read_words(child)) for child in others), "word")
        best.findings.append(
            f"The message is there in {len(with_text)} forms; the one in {kind} was read "
            f"({count_phrase(len(_read_words(best)), 'word')}), the rest was left out ({left_out})."
        )
    for child in children:
        if child is not best:
            best.attachments += child.attachments
    return [best]


def _is_notice(contents: Contents, longest: Contents) -> bool:
    """Whether a form only says that the message is in another one, for its length or since it says something else."""
    words, longest_words = _read_words(contents), _read_words(longest)
    says_else = len(set(words) - set(longest_words)) > len(set(words)) / 2
    return len(words) < (_SHORT_SHARE if says_else else _MIN_SHARE) * len(longest_words)


def _read_words(contents: Contents) -> list[str]:
    texts = (_NO_WORDS.sub(" ", part.text) if part.is_html else part.text for part in contents.texts)
    return [word for text in texts for word in casefolded_words(text)]


def _read_part(part: Message, contents: Contents, name: str, encoding: str) -> None:
    kind = part.get_content_type()
    file_name = _file_name(part)
    if kind not in ("text/plain", "text/html") or part.get_content_disposition() == "attachment":
        contents.attachments.append(file_name or kind)
        return
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes) or not payload.strip():
        return
    decoded, findings = _decode(part, payload, kind == "text/html", name, encoding)
    contents.findings += findings
    if part.defects:
        contents.findings.append("A part of the message is damaged: compare it with the original.")
    is_flowed = str(part.get_param("format", "")).lower() == "flowed"
    deletes_spaces = str(part.get_param("delsp", "")).lower() == "yes"
    contents.texts.append(TextPart(decoded.text, kind == "text/html", is_flowed, deletes_spaces))


def _decode(
    part: Message, payload: bytes, is_html: bool, name: str, encoding: str
) -> tuple[DecodedText, tuple[str, ...]]:
    """Decodes the part in the charset that it names, if its bytes agree; a pasted message already has that of the
    page."""
    is_transferred = header_text(part, "Content-Transfer-Encoding").lower() in ("base64", "quoted-printable")
    charset = encoding if encoding and not is_transferred else part.get_content_charset("")
    codec = browser_codec(charset)
    if codec and can_decode(payload, codec):
        return decode(payload, name, codec), ()
    decoded, findings = decode_page(payload, name) if is_html else (decode(payload, name), ())
    if charset:
        findings = (f"The message says that it is in {charset.upper()}, but its bytes are not.", *findings)
    return decoded, findings or decoded.findings


def _file_name(part: Message) -> str:
    try:
        value = part.get_filename("")
    except (LookupError, ValueError, TypeError):
        return ""
    return decode_encoded_words(str(value))[:80]


def refuse_without_text(contents: Contents, name: str) -> None:
    """Raises ImportDocumentError for a message that is only its attachments, or nothing."""
    if contents.texts:
        return
    if contents.attachments:
        files = ", ".join(contents.attachments[:5])
        subject = "an attachment" if len(contents.attachments) == 1 else "attachments"
        raise ImportDocumentError(
            f"{name} has no text of its own, only {subject} ({files}): import that file."
        )
    raise ImportDocumentError(f"{name} is a message without text.")


def unwrap_flowed(text: str, deletes_spaces: bool) -> str:
    """The text of format=flowed (RFC 3676) with its soft line breaks removed."""
    lines: list[list[str]] = []
    is_open, depth = False, -1
    for line in unify_line_ends(text).split("\n"):
        quotes, words = _split_quote(line)
        words = words.removeprefix(" ")
        is_soft = words.endswith(" ") and words != SIGNATURE
        if not (is_open and quotes == depth and words != SIGNATURE):
            lines.append([_quote_prefix(quotes)])
        lines[-1].append(words[:-1] if is_soft and deletes_spaces else words)
        is_open, depth = is_soft, quotes
    return "\n".join(map("".join, lines))


def paragraphs_of_lines(text: str, lines_may_be_paragraphs: bool) -> Iterator[ExtractedParagraph]:
    """The paragraphs of a message; each line of those that it quotes starts with “> ”, once for each quotation."""
    lines = [_split_quote(line) for line in unify_line_ends(text).split("\n")]
    for depth, run in groupby(lines, key=lambda line: line[0]):
        body = "\n".join(words for _depth, words in run)
        for paragraph in split_paragraphs(reflow(body, lines_may_be_paragraphs).text) if body.strip() else ():
            yield ExtractedParagraph("\n".join(_quote_prefix(depth) + line for line in paragraph.split("\n")))


def _split_quote(line: str) -> tuple[int, str]:
    match = _QUOTE.match(line)
    if not match:
        return 0, line
    return min(match.group().count(">"), _MAX_DEPTH), line[match.end() :]


def _quote_prefix(depth: int) -> str:
    return ">" * depth + (" " if depth else "")
