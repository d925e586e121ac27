"""“<name>” in a page is a word in angle brackets where no element of HTML has that name."""

import pytest

from archive.importing.readers.markup import read_markup


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>Dear <name>, welcome.</p>", "Dear <name>, welcome."),
        ("<p>Liebe <Ihr Name>!</p>", "Liebe <Ihr Name>!"),
        ("<p>A <b>bold</b> and a <mark>marked</mark> word.</p>", "A bold and a marked word."),
        ("<p>A <price>ten</price> and <x-rope>tar</x-rope>.</p>", "A ten and tar."),
        ("<p>Rope<br>tar.</p>", "Rope\ntar."),
        ("<p>1 < 2 and 3 > 2.</p>", "1 < 2 and 3 > 2."),
        ("<p>See <o:p></o:p>lamps.</p>", "See lamps."),
    ],
)
def test_words_in_angle_brackets_are_kept(markup, text):
    assert [paragraph.text for paragraph in read_markup(markup).paragraphs] == [text]
