"""E-mail messages: the text that was sent, with subject, date and sender."""

import re
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes
from email.message import Message
from itertools import islice

from archive.importing.errors import ImportDocumentError
from archive.importing.formats import ExtractedText
from archive.importing.header import ExtractedParagraph, Section
from archive.importing.limits import MAX_PARAGRAPHS, MAX_TITLE_LENGTH
from archive.importing.parsed_document import Header, PartialDate
from archive.importing.phrases import inflect, list_phrase
from archive.importing.readers.markup import read_markup
from archive.importing.readers.message import (
    Contents,
    header_text,
    paragraphs_of_lines,
    read_parts,
    refuse_without_text,
    sender_name,
    sent_at,
    unwrap_flowed,
)
from archive.importing.readers.webpage.page import read_page
from archive.importing.structure.findings import character_findings
from archive.text.word_sets import word_set

LABEL = "E-mail, or a web page saved as MHTML"
SUFFIXES = (".eml", ".mhtml", ".mht")
MAX_PARTS = 500  # of a message; the parser calls itself for each level of them
MAX_DELIMITERS = 5_000  # lines that may part two of them
_FIELDS = word_set(
    "from to cc date subject message-id mime-version received return-path content-type reply-to sender delivered-to "
    "dkim-signature in-reply-to references x-mailer content-transfer-encoding"
)
_FIELD = re.compile(rb"([!-9;-~]{1,80}):")
_TAKEN = frozenset(["from", "date", "subject", "archived-at"])
_MBOX_START = re.compile(rb"^From \S+ .*[0-9]{4}\r?$", re.MULTILINE)
_ADDRESS = re.compile(r"https?://[^\s/]{1,200}/\S{1,700}", re.IGNORECASE)
# The head of a message inside of this one, as programs write it in their languages: “From: …”, then “Sent: …”.
_SENDER = "from|von|de|da|van|från|fra|od|от|发件人|寄件者|差出人"
_SENT_OR_SUBJECT = (
    "sent|date|gesendet|datum|envoyé|enviado|fecha|data|inviato|verzonden|skickat|wysłano|отправлено|дата|发送时间|日期"
    "|寄件日期|送信日時|subject|betreff|objet|asunto|assunto|oggetto|onderwerp|тема|主题|主旨|件名"
)
_INNER_HEAD = re.compile(
    rf"^[* ]*(?:{_SENDER})[* ]*[:：].{{1,200}}\n(?:.{{1,200}}\n){{0,2}}[* ]*(?:{_SENT_OR_SUBJECT})[* ]*[:：]",
    re.IGNORECASE | re.MULTILINE,
)
_MIN_FIELDS = 3


def recognise(head: bytes, name: str) -> float:
    """Sure by the headers above the first blank line: three that every message has, or one where the name ends as
    those of messages do."""
    lines = head.lstrip(b"\xef\xbb\xbf\r\n").replace(b"\r\n", b"\n").split(b"\n\n", 1)[0].split(b"\n")
    if lines[0].startswith(b"From "):
        lines = lines[1:]
    field_names = set()
    for line in lines:
        match = _FIELD.match(line)
        if match:
            field_names.add(match[1].decode("ascii").lower())
        elif not line.startswith((b" ", b"\t")):
            return 0.0
    count = len(field_names & _FIELDS)
    is_named = name.lower().endswith(SUFFIXES)
    return 0.95 if count >= _MIN_FIELDS or (is_named and count) else 0.0


def to_text(content: bytes, name: str, encoding: str = "") -> ExtractedText:
    message = _parse(content, name)
    contents = read_parts(message, name, encoding)
    refuse_without_text(contents, name)
    # A browser writes “Saved by …” for the sender; the date is that of saving.
    if contents.texts[0].is_html and header_text(message, "From").lower().startswith("<saved by"):
        return _saved_page(message, contents.texts[0].text, name)
    paragraphs: list[ExtractedParagraph] = []
    findings = [*_header_findings(message), *contents.findings]
    for part in contents.texts:
        if part.is_html:
            markup = read_markup(part.text, name)
            paragraphs += markup.paragraphs
            findings += markup.findings
        else:
            text = unwrap_flowed(part.text, part.deletes_spaces) if part.is_flowed else part.text
            lines = paragraphs_of_lines(text, lines_may_be_paragraphs=not part.is_flowed)
            paragraphs += islice(lines, MAX_PARAGRAPHS + 1)  # more are refused, whatever they are
            findings += character_findings(part.text)
    if not paragraphs:
        raise ImportDocumentError(f"{name} is a message without text.")
    findings += _content_findings(contents, paragraphs)
    return ExtractedText((Section(_header(message), paragraphs=tuple(paragraphs)),), tuple(findings))


def _parse(content: bytes, name: str) -> Message:
    if content.startswith(b"From ") and len(_MBOX_START.findall(content)) > 1:
        raise ImportDocumentError(f"{name} is a mailbox of several messages: save each as a file of its own.")
    if content.lower().count(b"boundary=") > MAX_PARTS or content.count(b"\n--") > MAX_DELIMITERS:
        raise ImportDocumentError(f"{name} has more than {MAX_PARTS} parts.")
    try:
        return message_from_bytes(content.lstrip(b"\xef\xbb\xbf\r\n"))
    except Exception as error:  # the parser of the standard library promises nothing about damaged messages
        raise ImportDocumentError(f"{name} is a damaged message: its parts cannot be told apart.") from error


def _saved_page(message: Message, markup: str, name: str) -> ExtractedText:
    section, findings, lines_may_be_paragraphs = read_page(markup, name)
    url = header_text(message, "Snapshot-Content-Location")
    if section.header and not section.header.url and _ADDRESS.fullmatch(url):
        section = replace(section, header=replace(section.header, url=url))
        findings = (f"The address is that from which the browser saved the page: {url[:120]}.", *findings)
    return ExtractedText((section,), findings, lines_may_be_paragraphs)


def _header(message: Message) -> Header:
    """Subject, day in the sender's zone, sender, address in an archive of messages."""
    moment = sent_at(message)
    url = header_text(message, "Archived-At").strip("<>")
    return Header(
        title=header_text(message, "Subject")[:MAX_TITLE_LENGTH],
        date=PartialDate(moment.date()) if moment else None,
        source=sender_name(message),
        url=url if _ADDRESS.fullmatch(url) else "",
    )


def _header_findings(message: Message) -> Iterator[str]:
    moment = sent_at(message)
    origins = ["title from the subject"] if header_text(message, "Subject") else []
    if moment:
        origins.append(f"date from the sender's clock ({header_text(message, 'Date')})")
    elif printed := header_text(message, "Date"):
        yield f"The date of the message cannot be read: “{printed[:80]}”."
    if sender := header_text(message, "From"):
        origins.append(f"source from the sender ({sender[:120]})")
    if origins:
        yield f"Taken from the head of the message: {'; '.join(origins)}."
    others = sorted({key for key in message if key.lower() not in _TAKEN}, key=str.lower)
    if others:
        yield f"Other lines of the head were left out: {list_phrase(others, 8)}."


def _content_findings(contents: Contents, paragraphs: list[ExtractedParagraph]) -> Iterator[str]:
    if contents.attachments:
        left_out = inflect(len(contents.attachments), "# [attachment was|attachments were] left out")
        yield f"{left_out}: {list_phrase(contents.attachments, 8)}."
    if heads := [match for paragraph in paragraphs for match in _INNER_HEAD.finditer(paragraph.text)]:
        subject = inflect(len(heads), "# other [message stands|messages stand]")
        first_line = heads[0].group().partition("\n")[0][:80]
        yield f"{subject} in this one, below “{first_line}”: its words are not those of the sender of this one."
    if quoted := sum(paragraph.text.startswith(">") for paragraph in paragraphs):
        subject = inflect(quoted, "# [paragraph quotes|paragraphs quote]")
        yield f"{subject} another message; “> ” stands before each of its lines."
