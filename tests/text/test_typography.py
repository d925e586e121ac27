"""Texts in plain typography, and where each of their characters comes from."""

import pytest

from archive.text.typography import plain_typography


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("“Books” – ‘ships’…", "\"Books\" - 'ships'..."),
        ("«livres» „Bücher‟ 「本」『船』", '"livres" "Bücher""本""船"'),
        ("a\u00a0\u3000\n b", "a b"),
        ("long—dash ‑‑ minus−", "long-dash - minus-"),
        ("co\u00adop zero\u200bwidth می\u200cخواهم", "coop zerowidth میخواهم"),
        ("中国 人民\n\n。 好", "中国人民。好"),
        ("AI 向善 for", "AI向善for"),
        ("O’Neil", "O'Neil"),
        ("", ""),
    ],
)
def test_plain_forms(text, plain):
    found = plain_typography(text)
    assert found.text == plain
    assert len(found.starts) == len(found.ends) == len(plain)


@pytest.mark.parametrize(
    ("text", "start", "length", "span"),
    [
        ("“ab” cd", 0, 4, (0, 4)),
        ("ab  cd", 3, 2, (4, 6)),
        ("ab  cd", 2, 1, (2, 4)),
        ("so… on", 2, 3, (2, 3)),
        ("so… on", 3, 1, (2, 3)),  # one of the three dots is the whole character
        ("中 国", 0, 2, (0, 3)),
    ],
)
def test_the_original_span(text, start, length, span):
    assert plain_typography(text).original_span(start, length) == span
