"""XML: its declared characters are kept, nothing else is opened, expanded or nested without end."""

import time

import pytest

from archive.importing.errors import ImportDocumentError
from archive.importing.readers.xml import local_name, parse_xml, root_name
from tests.marks import parametrize_partly_slow

LATIN = """<?xml version="1.0" encoding="ISO-8859-1"?>
<!-- a record -->
<!DOCTYPE record [
<!ENTITY mdash  "&#8212;">
<!ENTITY pound  '&#xA3;' >
<!ENTITY amp    "&#38;#38;">
]>
<record>Caf\xe9 &mdash; &pound;2 &amp; change<!-- &unknown; --><![CDATA[ &mdash; <b>]]></record>
"""


def test_declared_characters_are_kept():
    document = parse_xml(LATIN.encode("latin-1"), "a.xml")

    assert (local_name(document.root), document.root.text) == ("record", "Café — £2 & change &mdash; <b>")
    assert document.findings == ("2 comments of the XML were left out.",)


def test_a_given_encoding_goes_before_the_declared_one():
    assert parse_xml(LATIN.encode(), "The text", "utf-8").root.text.startswith("Café")


def test_characters_that_html_names_need_no_declaration():
    document = parse_xml(b'<!DOCTYPE a SYSTEM "a.dtd"><a>12&nbsp;km &amp; more</a>', "a.xml")

    assert document.root.text == "12\xa0km & more"
    assert document.findings == (
        "Names of characters such as &nbsp; that the file does not declare were read as in HTML (once).",
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        ("<a><b></a>", "is not well-formed XML: line 1, Opening and ending tag mismatch: b line 1 and a."),
        ("<a>", "is not well-formed XML: line 1, Premature end of data in tag a line 1."),
        ("<a>" * 300 + "</a>" * 300, "is nested more than 256 levels deep; such files are not read."),
        ("<a>&foo;</a>", "uses the entity “&foo;”, which it does not declare."),
        (
            '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>',
            "refers to another file by the entity “x”; other files are never opened.",
        ),
        (
            '<!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;">]><a>&y;</a>',
            "declares the entity “y”, which is more than a few plain characters; such files are not read.",
        ),
        (
            '<!DOCTYPE a [<!ENTITY % p "<!ENTITY x ' + "'ha'" + '>"> %p;]><a>&x;</a>',
            "declares the entity “p”, which is more than a few plain characters; such files are not read.",
        ),
        (
            '<!DOCTYPE a [<!ENTITY x "' + "x" * 32 + '">]><a>' + "&x;" * 170_000 + "</a>",
            "grows beyond the limit of size by its entities.",
        ),
        ("<!DOCTYPE a [<!ENTITY", "has a document type (<!DOCTYPE …>) that cannot be read."),
        (
            '<?xml version="1.0" encoding="runes"?><a/>',
            "says that it is in the encoding “runes”, which is not known.",
        ),
    ],
)
def test_bad_xml_is_refused_in_a_sentence(source, sentence):
    with pytest.raises(ImportDocumentError) as caught:
        parse_xml(source.encode(), "a.xml")
    assert caught.value.message == f"a.xml {sentence}"


@pytest.mark.parametrize("start", ["", "<a>", "<!DOCTYPE a [", "<a ", "<!DOCTYPE "])
@parametrize_partly_slow("unit", ["<!--", "<![CDATA[", "<?", "<!ENTITY x '", "&", "%", '"', "<a "], 10)
def test_what_never_ends_is_refused_quickly(start, unit):
    source = (start + unit * 100_000).encode()
    started = time.process_time()

    root_name(source)
    with pytest.raises(ImportDocumentError):
        parse_xml(source, "a.xml")
    assert time.process_time() - started < 1


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (LATIN.encode("latin-1"), "record"),
        ("\ufeff<tei:TEI xmlns:tei='x'>".encode(), "tei:TEI"),
        ("<a/>".encode("utf-16"), "a"),
        (b"<!-- only a comment", ""),
        (b"words <a>", ""),
    ],
)
def test_the_root_is_seen_in_the_head(head, expected):
    assert root_name(head) == expected
