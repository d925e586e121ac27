"""E-mail messages."""

import base64

import pytest

from archive.importing.errors import ImportDocumentError
from archive.importing.formats import mail
from archive.importing.parse import parse_file, parse_text

HEAD = b"From: Ada Lund <ada@northport.example>\r\nDate: Wed, 7 May 2031 23:30:00 +0200\r\nSubject: Dues\r\n"


def message(body, fields=b""):
    return HEAD + fields + b"\r\n" + body


def texts(content):
    return [paragraph.text for paragraph in mail.to_text(content, "note.eml").sections[0].paragraphs]


def parts(kind, *bodies):
    text = b"".join(b"--x\r\n" + body + b"\r\n" for body in bodies) + b"--x--\r\n"
    return message(text, b"Content-Type: multipart/" + kind + b"; boundary=x\r\n")


PLAIN = b"Content-Type: text/plain; charset=utf-8\r\n\r\nThe dues of the harbour fall in autumn."
HTML = b"Content-Type: text/html\r\n\r\n<p>The dues of the <b>harbour</b> fall.</p>"
FILE = b"Content-Type: application/pdf\r\nContent-Disposition: attachment; filename*=utf-8''pl%C3%A4ne.pdf\r\n\r\nx"


@pytest.mark.parametrize(
    ("head", "name", "expected"),
    [
        (message(b"Hello."), "", 0.95),
        (b"From ada Wed May  7 2031\n" + message(b"Hello."), "", 0.95),
        (b"Subject: Only this\n\nHello.", "note.eml", 0.95),
        (b"Subject: Only this\n\nHello.", "", 0.0),
        (b"From: Ada\nTo: Ida\nDear Ida,\nhello.\n", "", 0.0),
        (b"Moderator: Good evening.\n\nGuest: Good evening.", "", 0.0),
        (b"", "", 0.0),
    ],
)
def test_a_message_is_recognised_by_its_head(head, name, expected):
    assert mail.recognise(head, name) == expected


def test_subject_date_and_sender_are_the_header():
    head = b"From: =?iso-8859-1?Q?J=F6rg?= Lund <j@x.example>\nDate: Wed, 7 May 2031 23:30:00 -1100\n"
    header = (
        mail.to_text(head + b"Subject: =?utf-8?B?w4k=?=\n =?utf-8?Q?t=C3=A9_?= 2031\n\nBonjour.", "n")
        .sections[0]
        .header
    )

    assert (header.title, header.source, str(header.date)) == ("Été 2031", "Jörg Lund", "2031-05-07")


def test_a_date_that_cannot_be_read_is_unknown():
    result = mail.to_text(b"From: a@b.example\nDate: tomorrow\nSubject: x\n\nHello.", "n")

    assert result.sections[0].header.date is None
    assert "The date of the message cannot be read: “tomorrow”." in result.findings


@pytest.mark.parametrize(
    ("fields", "body", "expected"),
    [
        (b"Content-Transfer-Encoding: quoted-printable\r\n", b"d=C3=A9j=C3=A0 =\r\nvu", "déjà vu"),
        (b"Content-Transfer-Encoding: base64\r\n", base64.encodebytes("déjà vu".encode()), "déjà vu"),
        (b"Content-Type: text/plain; charset=iso-8859-1\r\n", b"5 \x80 for \x93us\x94", "5 € for “us”"),
        (b"Content-Type: text/plain; charset=nonsense\r\n", "déjà vu".encode(), "déjà vu"),
        (b"Content-Type: text/plain; charset=us-ascii\r\n", "déjà vu".encode(), "déjà vu"),
        (b"Content-Type: text/plain; charset=gb2312\r\n", "镕基".encode("gbk"), "镕基"),
    ],
)
def test_bodies_are_decoded(fields, body, expected):
    assert texts(message(body, fields)) == [expected]


def test_plain_text_goes_before_html():
    result = mail.to_text(parts(b"alternative", PLAIN, HTML), "n")

    assert [paragraph.text for paragraph in result.sections[0].paragraphs] == [
        "The dues of the harbour fall in autumn."
    ]
    assert (
        "The message is there in 2 forms; the one in plain text was read (8 words), the rest was left out (6 words)."
        in result.findings
    )


def test_html_goes_before_a_plain_text_that_says_less():
    note = b"Content-Type: text/plain\r\n\r\nSee HTML."
    html = (
        b"Content-Type: text/html\r\n\r\n<p>The dues fall.</p><ul><li>in autumn<li>for all of the ships</ul>"
    )

    assert texts(parts(b"alternative", note, html)) == [
        "The dues fall.",
        "• in autumn",
        "• for all of the ships",
    ]


def test_flowed_lines_are_joined_and_quotations_stay_marked():
    body = b"One line \r\nthat flows.\r\n> A quoted line \r\n> that flows.\r\n>> deeper\r\nAn answer.\r\n-- \r\nAda\r\n"

    assert texts(message(body, b"Content-Type: text/plain; format=flowed\r\n")) == [
        "One line that flows.",
        "> A quoted line that flows.",
        ">> deeper",
        "An answer.\n--\nAda",
    ]


def test_attachments_are_counted():
    result = mail.to_text(parts(b"mixed", PLAIN, FILE), "n")

    assert "1 attachment was left out: pläne.pdf." in result.findings


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (parts(b"mixed", FILE), "has no text of its own, only an attachment (pläne.pdf): import that file."),
        (message(b" \r\n"), "is a message without text."),
        (message(b"<p> </p>", b"Content-Type: text/html\r\n"), "is a message without text."),
        (
            b"From a Wed May 7 2031\n" + message(b"1\r\n") + b"\nFrom b Wed May 7 2031\n" + message(b"2"),
            "is a mailbox of several messages: save each as a file of its own.",
        ),
        (message(b"", b"Content-Type: multipart/mixed; boundary=a\r\n" * 600), "has more than 500 parts."),
    ],
    ids=["attachment", "empty", "empty HTML", "mailbox", "parts"],
)
def test_what_cannot_be_read_is_refused(content, reason):
    with pytest.raises(ImportDocumentError) as error:
        parse_file(content, "note.eml")

    assert error.value.message == f"note.eml {reason}"


def test_a_page_saved_as_mhtml_is_a_page():
    fields = b"Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n"
    html = fields + b"\r\n<h1>D=C3=BCnen</h1><p>Sand.</p>"
    content = parts(b"related", html, b"Content-Type: image/png\r\n\r\nx").replace(
        b"Ada Lund <ada@northport.example>",
        b"<Saved by Blink>\r\nSnapshot-Content-Location: https://northport.example/sand",
    )
    document = parse_file(content, "sand.mhtml").document

    assert (document.header.title, document.header.url, document.header.date, document.header.source) == (
        "Dünen",
        "https://northport.example/sand",
        None,
        "",
    )
    assert document.text == "Dünen\n\nSand."


def test_a_pasted_message_is_in_the_encoding_of_the_page():
    pasted = (HEAD + b"Content-Type: text/plain; charset=iso-8859-1\r\n\r\n").decode() + "Größe – “gut”"

    assert parse_text(pasted).document.text == "Größe – “gut”"


@pytest.mark.parametrize(
    ("head", "line"),
    [
        (
            "From: Ida Berg <i@x.example>\nDate: Tue, 6 May 2031\nSubject: Dues",
            "From: Ida Berg <i@x.example>",
        ),
        ("Von: Ida Berg\nGesendet: Dienstag\nAn: Ada", "Von: Ida Berg"),
        ("发件人： Ida\n发送时间： 2031年5月6日", "发件人： Ida"),
        ("*From:* Ida\n*To:* Ada\n*Sent:* Tuesday", "*From:* Ida"),
    ],
)
def test_a_message_inside_a_message_is_named(head, line):
    findings = mail.to_text(message(f"See below.\n\n{head}\n\nThe dues rise.".encode()), "n.eml").findings

    assert [finding for finding in findings if "in this one" in finding] == [
        f"1 other message stands in this one, below “{line}”: its words are not those of the sender of this one."
    ]


@pytest.mark.parametrize(
    "text", ["From: here on\nit goes uphill.", "From Ida:\nDate of the dues: May.", "Date: May"]
)
def test_lines_that_are_no_head_name_no_message(text):
    findings = mail.to_text(message(text.encode()), "n.eml").findings

    assert not [finding for finding in findings if "in this one" in finding]
