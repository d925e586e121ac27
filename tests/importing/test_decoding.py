"""Encodings that come in, what is damaged, and what is not text, each with its one message."""

import pytest

from archive.importing.decoding import DamagedTextError, decode, decode_head, encoding_candidates
from archive.importing.errors import ImportDocumentError
from archive.importing.parse import parse_file

FRENCH = "L’été dernier, le président a déclaré : « La mer est à nous, et nos élèves l’ont bien étudiée. »"
CHINESE = "人工智能是引领新一轮科技革命和产业变革的战略性技术，各方应当加强合作。"


@pytest.mark.parametrize(
    ("text", "codec", "label"),
    [
        (FRENCH, "utf-8", "UTF-8"),
        (FRENCH, "utf-8-sig", "UTF-8 with a byte order mark"),
        (FRENCH, "utf-16", "UTF-16"),
        (FRENCH, "utf-16-le", "UTF-16"),
        (FRENCH, "utf-16-be", "UTF-16"),
        (FRENCH, "utf-32-be", "UTF-32"),
        (CHINESE + "\n", "utf-16-be", "UTF-16"),
        (FRENCH, "cp1252", "Windows-1252"),
        (FRENCH, "mac_roman", "Mac Roman"),
        ("Příliš žluťoučký kůň pěl ďábelské ódy, a nikdo už neví proč.", "cp1250", "Windows-1250"),
        (
            "Rząd zapowiedział, że będą wyższe opłaty za świeżą rybę i że nie ustąpi.",
            "iso8859-2",
            "ISO 8859-2",
        ),
        ("Министр сказал, что море принадлежит всем.", "cp1251", "Windows-1251"),
        ("Министр сказал, что море принадлежит всем.", "koi8_r", "KOI8-R"),
        ("Ο υπουργός δήλωσε ότι η θάλασσα ανήκει σε όλους και ότι θα έρθει.", "iso8859-7", "Windows-1253"),
        ("Başkan, denizin herkese ait olduğunu ve ışıkların yanacağını söyledi.", "cp1254", "Windows-1254"),
        ("השר אמר שהים שייך לכולם ושהמועצה תתכנס ביום ראשון.", "cp1255", "Windows-1255"),
        ("قال الوزير إن البحر ملك للجميع وإن المجلس سيجتمع يوم الأحد.", "cp1256", "Windows-1256"),
        ("Ministras pasakė, kad jūra priklauso visiems ir kad šviesos degs naktį.", "cp1257", "Windows-1257"),
        ("รัฐมนตรีกล่าวว่าทะเลเป็นของทุกคน และสภาจะประชุมกันในวันอาทิตย์", "cp874", "Windows-874"),
        (CHINESE, "gb18030", "GB18030"),
        ("人工智慧是新一輪科技革命的戰略性技術。", "big5", "Big5"),
        ("大臣は、海はすべての人のものであり、評議会は日曜日に開かれると述べた。", "shift_jis", "Shift JIS"),
        ("大臣は、海はすべての人のものであり、評議会は日曜日に開かれると述べた。", "euc_jp", "EUC-JP"),
        ("大臣は、海はすべての人のものだと述べた。", "iso2022_jp", "ISO-2022-JP"),
        ("장관은 바다는 모두의 것이며 의회는 일요일에 열린다고 말했다.", "euc_kr", "Windows-949 (EUC-KR)"),
    ],
)
def test_an_encoding_is_recognised(text, codec, label):
    decoded = decode(text.encode(codec))

    assert (decoded.text, decoded.encoding, decoded.is_certain) == (text, label, True)
    assert decoded.findings == (() if label.startswith("UTF-8") else (f"The text was read as {label}.",))


def test_too_few_letters_leave_the_encoding_uncertain():
    decoded = decode("Café".encode("cp1252"))

    assert (decoded.text, decoded.is_certain) == ("Café", False)
    assert decoded.findings[0].startswith(
        "The encoding is uncertain: the text was read as Windows-1252 (“Café”); as "
    )


def test_a_code_page_that_is_not_known_is_uncertain():
    """VISCII, which Python cannot read: as Windows-1258 it has Vietnamese words, with signs in them."""
    content = (
        b"H\xf6i \xf0\xb0ng c\xe4ng h\xf7p v\xe0o th\xd1 S\xe1u v\xe0 n\xf3i r\xa4t l\xe2u v\xab \xf0\xe8n."
        * 4
    )

    assert not decode(content).is_certain


def test_the_candidates_show_how_they_would_read():
    candidates = encoding_candidates("Café\nplain\nThé".encode("cp1252"))

    assert (candidates[0].codec, candidates[0].sample_lines) == ("cp1252", ("Café", "Thé"))
    assert len({candidate.sample_lines for candidate in candidates}) == len(candidates) > 3
    assert next(candidate.codec for candidate in encoding_candidates("Été".encode())) == "utf-8"


@pytest.mark.parametrize("encoding", ["", "latin-1", "utf-8"])
def test_control_characters_of_latin_1_are_those_of_windows(encoding):
    text = "“We won’t”, he said."
    content = (
        text.encode("cp1252") if encoding == "latin-1" else text.encode("cp1252").decode("latin-1").encode()
    )
    decoded = decode(content, encoding=encoding)

    assert decoded.text == text
    assert decoded.findings[-1] == "3 control characters were read as Windows-1252 (“ ’ ”)."


def test_text_encoded_twice_is_repaired_where_it_cannot_be_anything_else():
    decoded = decode("Le président\na dÃ©clarÃ© que câ€™est bon.".encode())

    assert decoded.text == "Le président\na déclaré que c’est bon."
    assert decoded.findings == (
        "Characters that were encoded twice were repaired in 3 places "
        "(line 2: “Ã©” for “é”; line 2: “Ã©” for “é”; line 2: “â€™” for “’”).",
    )


def test_text_that_may_be_encoded_twice_is_left_and_offered():
    content = "Čuo je: Đurđa reče iÄ‡i, a Ćiro ode.".encode()

    assert decode(content).text == content.decode()
    assert decode(content).findings == (
        "Characters may be encoded twice in 1 place (line 1: “Ä‡” for “ć”): if so, import the text as "
        "“UTF-8 encoded twice”.",
    )
    assert decode(content, encoding="utf-8-twice").text == "Čuo je: Đurđa reče ići, a Ćiro ode."


def test_lines_in_another_encoding_are_read_in_theirs():
    content = f"{FRENCH}\n".encode() + FRENCH.encode("cp1252") + f"\n{FRENCH}".encode()
    decoded = decode(content)

    assert decoded.text == f"{FRENCH}\n{FRENCH}\n{FRENCH}"
    assert decoded.findings == ("Line 2 was read as Windows-1252, the others as UTF-8.",)


GERMAN = (
    "Die Häfen wählten früh über die Brücken; größere Schiffe mußten draußen bleiben, während kleine Boote schön "
    "nahe am Ufer lägen. Der Bürgermeister hörte es und ließ die Türme höher bauen, für Jahre. "
)


@pytest.mark.slow
@pytest.mark.parametrize("codec", ["cp1252", "iso8859-15", "cp850", "cp437"])
def test_one_letter_of_a_foreign_name_leaves_no_doubt(codec):
    """Read as Windows-1250, å would be ĺ: no German text has that letter."""
    decoded = decode((GERMAN * 8 + "In Bokmål steht es anders.").encode(codec))

    assert decoded.is_certain
    assert decoded.text.endswith("Bokmål steht es anders.")


def test_a_damaged_byte_is_named_and_marked_only_when_that_is_allowed():
    content = f"{FRENCH}\nDéj".encode() + b"\xff vu"
    with pytest.raises(DamagedTextError) as error:
        decode(content, "note.txt")

    assert error.value.message == (
        "note.txt is in UTF-8 but for 1 damaged character (line 2, byte 5). "
        "Import it with 1 damaged character marked, or choose another encoding."
    )
    assert (error.value.damage, error.value.field) == (1, "encoding")
    marked = decode(content, "note.txt", allow_damage=True)
    assert (marked.text, marked.damage) == (f"{FRENCH}\nDéj� vu", 1)
    assert marked.findings == ("1 damaged character was marked (�): line 2, byte 5.",)
    parsed = parse_file(content, "note.txt", allow_damage=True)
    assert parsed.documents[0].text.endswith("Déj� vu")
    assert parsed.findings[0] == marked.findings[0]


def test_breaks_and_bullets_of_word_are_no_noise():
    assert decode("Lamps\vburn.\n\uf0b7 Rope\n\uf0b7 Tar".encode()).text.count("\uf0b7") == 2


def test_a_given_encoding_is_trusted():
    assert decode(b"rger", encoding="cp1252").text == "rger"
    assert decode("\ue000\ue001".encode(), encoding="utf-8").text == "\ue000\ue001"


@pytest.mark.parametrize("encoding", ["klingon", "rot13", "idna", "unicode_escape", "a\0b"])
def test_what_is_no_encoding_is_refused(encoding):
    with pytest.raises(ImportDocumentError, match=r"^The encoding “.*” is not known\.$"):
        decode(b"Good morning", encoding=encoding)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "note.txt is empty."),
        (b" \r\n\t ", "note.txt is empty."),
        (b"\0\x01\x02\x03binary", "note.txt contains NUL bytes, so it is not plain text."),
        (b"Good morning\0 and good night.", "note.txt contains NUL bytes, so it is not plain text."),
        (b"\xef\xbb\xbfGood\0morning", "note.txt contains NUL bytes, so it is not plain text."),
        (
            bytes(range(1, 32)) * 20,
            "note.txt is full of control characters, so it is not plain text.",
        ),
        (
            b"\x80\x01\x81\x02\x8d\x03\xff\x04" * 30,
            "note.txt is not plain text, or it is in an encoding that could not be recognised.",
        ),
    ],
    ids=["empty", "spaces", "binary", "nul", "nul-after-mark", "control", "unknown"],
)
def test_what_is_not_text_is_refused(content, message):
    with pytest.raises(ImportDocumentError) as error:
        decode(content, "note.txt")

    assert error.value.message == message


def test_the_head_of_a_file_is_readable_even_where_it_is_cut():
    assert decode_head("# Été".encode()[:-1]) == "# Ét\ufffd"
    assert decode_head("# Été".encode("utf-16")) == "# Été"


RUSSIAN_NOTE = "Министр посетил порт и поблагодарил всех рабочих.\nНовый причал открыт, сказал он."
POLISH_NOTE = "Minister odwiedził dziś port i podziękował robotnikom.\nNabrzeże będzie gotowe, powiedział."
ARABIC_NOTE = "زار الوزير الميناء والتقى بالعمال.\nوقال إن الرصيف جاهز."
FRENCH_NOTE = "Le ministre a visité le port à l’été.\nLe quai sera achevé, a-t-il déclaré."


@pytest.mark.parametrize(
    ("text", "codec", "label"),
    [
        (RUSSIAN_NOTE, "cp1251", "Windows-1251"),
        (RUSSIAN_NOTE, "cp866", "MS-DOS 866"),
        (RUSSIAN_NOTE, "koi8_r", "KOI8-R"),
        (POLISH_NOTE, "cp1250", "Windows-1250"),
        (ARABIC_NOTE, "cp1256", "Windows-1256"),
        (ARABIC_NOTE, "gb18030", "GB18030"),
        (FRENCH_NOTE, "mac_roman", "Mac Roman"),
        (FRENCH_NOTE, "cp850", "MS-DOS 850"),
    ],
)
def test_utf8_that_was_read_in_another_code_page_is_turned_back_and_said(text, codec, label):
    decoded = decode(misread(text, codec).encode())

    assert decoded.text == text
    (finding,) = [finding for finding in decoded.findings if "had been read" in finding]
    assert f"had been read as {label}; that was undone (line 1: “" in finding


def misread(text, codec):
    """As systems read UTF-8 in a code page: what it lacks stays a control."""
    if codec == "gb18030":
        return text.encode().decode(codec)
    return "".join(bytes([byte]).decode(codec, "ignore") or chr(byte) for byte in text.encode())


def test_a_text_that_was_encoded_three_times_is_repaired_twice():
    text = "El ministro visitó el puerto, según contó él."

    decoded = decode(misread(misread(text, "cp1252"), "cp1252").encode())

    assert decoded.text == text
    assert len(decoded.findings) == 2


def test_utf8_that_lost_bytes_as_shift_jis_is_said():
    garbled = (
        ("大臣は港を訪れ、作業員と会った。新しい岸壁は来年完成する。" * 2).encode().decode("cp932", "replace")
    )

    (finding,) = [finding for finding in decode(garbled.encode()).findings if "may be" in finding]

    assert finding.startswith("The text may be UTF-8 that was read as Shift JIS and lost characters: “")
    assert finding.endswith("If so, import it again from where it came from.")


@pytest.mark.parametrize(
    "text",
    [
        RUSSIAN_NOTE,
        POLISH_NOTE,
        ARABIC_NOTE,
        FRENCH_NOTE,
        "大臣は港を訪れ、作業員と会った。",
        "장관은 항구를 방문했다.",
    ],
)
def test_a_right_text_is_left_as_it_is(text):
    assert (decode(text.encode()).text, decode(text.encode()).findings) == (text, ())


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", ["大臣は港を訪れ、作業員と会った。", "รัฐมนตรีเดินทางเยี่ยมท่าเรือในวันนี้"])
def test_utf16_without_a_mark_or_a_space_is_recognised(text, codec):
    decoded = decode(text.encode(codec))

    assert (decoded.text, decoded.codec, decoded.is_certain) == (text, codec, True)


def test_one_character_where_it_makes_no_sense_leaves_the_encoding_uncertain():
    assert not decode(
        "The minister visited the café at the quay and met the workers.".encode("cp850")
    ).is_certain


def test_lines_in_koi8_among_lines_in_utf8_are_read_apart():
    line = "Министр посетил порт и поблагодарил рабочих всё утро."

    decoded = decode(f"{line}\n".encode() + line.encode("koi8_r"))

    assert decoded.text == f"{line}\n{line}"
    assert decoded.findings == ("Line 2 was read as KOI8-R, the others as UTF-8.",)
