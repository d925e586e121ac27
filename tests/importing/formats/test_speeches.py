"""TEI, Akoma Ntoso and Hansard: what is recognised, refused and counted. Whole files are in ../golden."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.importing.errors import ImportDocumentError
from archive.importing.formats import akoma_ntoso, choose_format, hansard, tei
from archive.importing.readers.speeches.values import language_code, make_header, normalise_time, partial_date

TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="sl"><text><body>{}</body></text></TEI>'
AKN = "<akomaNtoso><debate><debateBody><debateSection>{}</debateSection></debateBody></debate></akomaNtoso>"
HANSARD = "<publicwhip>{}</publicwhip>"


def read(module, source):
    extracted = module.to_text(source.encode(), "a.xml")
    return [
        (paragraph.kind, paragraph.speaker_label, paragraph.text)
        for paragraph in extracted.sections[0].paragraphs
    ]


def findings(module, source):
    return module.to_text(source.encode(), "a.xml").findings


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (TEI.encode(), "tei"),
        (b"<?xml version='1.0'?><!DOCTYPE TEI.2 SYSTEM 'tei2.dtd' [<!-- x -->]><TEI.2>", "tei"),
        (b'<tei:teiCorpus xmlns:tei="x">', "tei"),
        (AKN.encode(), "akoma_ntoso"),
        (b'<an:akomaNtoso xmlns:an="http://www.akomantoso.org/2.0">', "akoma_ntoso"),
        (HANSARD.encode("utf-16"), "hansard"),
        (b"The word <TEI> stands in prose.", "plain"),
    ],
)
@pytest.mark.parametrize("name", ["", "a.xml", "a.txt"])
def test_a_format_is_recognised_by_its_first_element(content, expected, name):
    assert choose_format(content, name).name == expected


@pytest.mark.parametrize(
    ("module", "source", "sentence"),
    [
        (
            tei,
            TEI.format("<p>It was dusk.</p>"),
            "a TEI text without a speech; only speeches are read from it.",
        ),
        (
            tei,
            '<teiCorpus xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="b.xml"/></teiCorpus>',
            "a TEI corpus that only names 1 other files, itself without a speech; only speeches are read from it.",
        ),
        (
            tei,
            '<listPerson xmlns="http://www.tei-c.org/ns/1.0"/>',
            "a list of persons in TEI, not a text; import the files of the speeches.",
        ),
        (akoma_ntoso, "<akomaNtoso><act/></akomaNtoso>", "a law in Akoma Ntoso; only debates are read."),
        (akoma_ntoso, "<akomaNtoso><bill/></akomaNtoso>", "a bill in Akoma Ntoso; only debates are read."),
        (akoma_ntoso, "<akomaNtoso/>", "no debate in Akoma Ntoso; only debates are read."),
        (
            akoma_ntoso,
            AKN.format("<p>The House met.</p>"),
            "a debate in Akoma Ntoso without a speech; only speeches are read from it.",
        ),
        (
            hansard,
            HANSARD.format(""),
            "a Hansard file without a speech; only speeches are read from it.",
        ),
    ],
)
def test_a_file_without_speeches_is_refused_in_words(module, source, sentence):
    with pytest.raises(ImportDocumentError) as caught:
        module.to_text(source.encode(), "a.xml")
    assert caught.value.message == f"a.xml is {sentence}"


def test_whoever_is_interrupted_is_named_again():
    assert read(tei, TEI.format('<u who="#A"><seg>One.</seg><u who="#B">Two!</u><seg>Three.</seg></u>')) == [
        ("remark", "A", "A: One."),
        ("remark", "B", "B: Two!"),
        ("remark", "A", "A: Three."),
    ]


def test_a_printed_name_without_a_speech_is_kept():
    assert read(
        tei, TEI.format('<note type="speaker">ADA:</note><note type="speaker">NILS:</note><u>Aye.</u>')
    ) == [
        ("paragraph", "", "ADA"),
        ("remark", "NILS", "NILS: Aye."),
    ]


def test_the_name_may_stand_inside_the_speech():
    assert read(tei, TEI.format("<sp><speaker>Ada.</speaker><stage>rising</stage><p>Order!</p></sp>")) == [
        ("paragraph", "", "rising"),
        ("remark", "Ada.", "Ada.: Order!"),
    ]


def test_several_sittings_become_one_document_with_headings():
    sitting = (
        "<TEI><teiHeader><fileDesc><titleStmt><title>{0}</title></titleStmt></fileDesc></teiHeader>"
        '<text><body><u who="#A">{0} words.</u></body></text></TEI>'
    )
    source = f"<teiCorpus>{sitting.format('First')}{sitting.format('Second')}</teiCorpus>"

    assert read(tei, source) == [
        ("heading", "", "First"),
        ("remark", "A", "A: First words."),
        ("heading", "", "Second"),
        ("remark", "A", "A: Second words."),
    ]


def test_unknown_markup_loses_no_words():
    source = AKN.format('<speech by="#A">A <odd>very <x/>odd</odd> word<p>and <b>bold</b></p>tail</speech>')

    assert [text for _kind, _label, text in read(akoma_ntoso, source)] == [
        "A: A very odd word",
        "and bold",
        "tail",
    ]


def test_a_description_in_several_languages_is_read_in_that_of_the_text():
    described = '<desc xml:lang="en">Applause</desc><desc xml:lang="sl">Aplavz</desc>'
    source = TEI.format(
        f'<gap reason="editorial">{described.replace("A", "a")}</gap><kinesic>{described}</kinesic><u who="#A">Aye.</u>'
    )

    assert read(tei, source)[1:] == [("paragraph", "", "Aplavz"), ("remark", "A", "A: Aye.")]
    assert findings(tei, source)[2:] == (
        "1 note or stage direction was kept as it is printed.",
        "2 descriptions are there in other languages, too; those were left out.",
        "1 gap, where the file says that words are missing, was marked […].",
        "What the file says of its gaps (1) was left out of the text: “aplavz”.",
    )


def test_what_names_no_speaker_is_counted():
    source = TEI.format('<u>Who?</u><u who="#A">I.</u><u who="#A"> </u>')

    assert findings(tei, source) == (
        "2 speeches by 1 speaker were read.",
        "1 speech names no speaker; its words were kept as paragraphs.",
        "1 speech without words was left out.",
        "1 speaker is named only by a code; the list of names is not in this file.",
    )


def test_written_questions_and_answers():
    source = HANSARD.format(
        '<ques speakername="A"><p>Why?</p></ques><reply speakername="B"><p>So.</p></reply>'
    )

    assert read(hansard, source) == [("question", "A", "A: Why?"), ("answer", "B", "B: So.")]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("014:50:00", "14:50:00"),
        ("2011-06-10T10:02:00+02:00", "10:02:00"),
        ("9:05", "09:05:00"),
        ("unknown", ""),
        ("10:75", ""),
        ("", ""),
    ],
)
def test_times(value, expected):
    assert normalise_time(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"), [("eng", "en"), ("zh-Hant", "zh-Hant"), ("und", ""), ("English", ""), (None, "")]
)
def test_languages(value, expected):
    assert language_code(value) == expected


def test_a_header_holds_only_what_an_archive_can_hold():
    header = make_header("t" * 500, url="javascript:alert(1)", date=partial_date("2024-02-30"))

    assert (len(header.title), header.url, header.date) == (400, "", None)


@given(st.text(alphabet="<>/ab&;\"'= \n!-[]?", max_size=60))
def test_anything_is_read_or_refused(text):
    for module, frame in ((tei, TEI), (akoma_ntoso, AKN), (hansard, HANSARD)):
        for source in (text, frame.format(f"<u>{text}</u>")):
            with contextlib.suppress(ImportDocumentError):
                module.to_text(source.encode(), "a.xml")


@given(st.lists(st.text(alphabet="abc \n", max_size=8), min_size=6, max_size=6))
def test_no_word_is_lost_or_made(pieces):
    """Wherever the words stand in the markup."""
    body = '{}<speech by="#N">{}<p>{}<i>{}</i></p>{}</speech>{}'.format(*pieces)
    source = AKN.format(body + '<speech by="#N"><p>z</p></speech>')

    words = " ".join(text for _kind, _label, text in read(akoma_ntoso, source)).replace("N:", "")
    assert "".join(words.split()) == "".join("".join(pieces).split()) + "z"


def test_of_several_readings_the_printed_one_stays():
    choices = (
        '<u who="#a">The <choice><sic>harbor</sic><corr>harbour</corr></choice> has '
        "<choice><reg>lamps</reg></choice> and <app><lem>a quay</lem><rdg>two quays</rdg></app>.</u>"
    )

    extracted = tei.to_text(TEI.format(choices).encode(), "a.xml")

    assert "The harbor has lamps and a quay." in extracted.sections[0].paragraphs[0].text
    assert "2 other readings of passages, such as corrections, were left out." in extracted.findings
