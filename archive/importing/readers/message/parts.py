"""The parts of a message: which is its text, which are attachments."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import Message

from archive.importing.decoding import DecodedText, decode
from archive.importing.errors import ImportDocumentError
from archive.importing.phrases import count_phrase
from archive.importing.readers.message.headers import decode_encoded_words, header_text
from archive.importing.readers.webpage.charset import browser_codec, can_decode, decode_page
from archive.importing.structure.titles import first_words
from archive.text.words import casefolded_words

_QUOTED_LENGTH = 60  # characters
_SHORT_SHARE = 0.7  # of the words of its HTML: a shorter plain text with words of its own is a notice, too
_MIN_SHARE = 0.3  # of the words of its HTML; a shorter plain text only says that the message is in HTML
# Of HTML: style sheets, scripts, comments without an end, too, and tags.
_NO_WORDS = re.compile(
    r"<(style|script|title)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)|<[^<>]*>|&#?\w{1,8};",
    re.DOTALL | re.IGNORECASE,
)


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
    if message.get_content_type() == "message/rfc822" or not _has_parts(message):
        _read_part(message, contents, name, encoding)
        return contents
    contents.findings += _words_around_parts(message)
    children = [read_parts(part, name, encoding) for part in _children(message)]
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


def _has_parts(message: Message) -> bool:
    return message.is_multipart() and bool(_children(message))


def _children(message: Message) -> list[Message]:
    payload = message.get_payload()
    return [part for part in payload if isinstance(part, Message)] if isinstance(payload, list) else []


def _best_alternative(children: list[Contents]) -> list[Contents]:
    """The plain text, unless it says much less than the HTML. The attachments of all are told."""
    with_text = [child for child in children if child.texts]
    if not with_text:
        return children
    best = min(with_text, key=lambda child: any(part.is_html for part in child.texts))
    longest = max(with_text, key=_word_count)
    if _is_notice(best, longest):
        best = longest
    others = [child for child in with_text if child is not best]
    if others:
        kind = "HTML" if any(part.is_html for part in best.texts) else "plain text"
        left_out = count_phrase(sum(map(_word_count, others)), "word")
        best.findings.append(
            f"The message is there in {len(with_text)} forms; the one in {kind} was read "
            f"({count_phrase(_word_count(best), 'word')}), the rest was left out ({left_out})."
        )
    for child in children:
        if child is not best:
            best.attachments += child.attachments
    return [best]


def _is_notice(contents: Contents, longest: Contents) -> bool:
    """Whether a form only says that the message is in another one, for its length or since it says something else."""
    words, longest_words = _words(contents), _words(longest)
    if len(words) < _MIN_SHARE * len(longest_words):
        return True
    return (
        len(words) < _SHORT_SHARE * len(longest_words)
        and len(set(words) - set(longest_words)) > len(set(words)) / 2
    )


def _word_count(contents: Contents) -> int:
    return len(_words(contents))


def _words(contents: Contents) -> list[str]:
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
