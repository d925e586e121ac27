"""The direction of a language by its code."""

import pytest

from archive.text.languages import text_direction


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("ar", "rtl"), ("ar-EG", "rtl"), ("fa_AF", "rtl"), ("HE", "rtl"), ("ur", "rtl"), ("az-Arab", "rtl"),
        ("pa-Arab-PK", "rtl"), ("ckb", "rtl"), ("yi", "rtl"), ("dv", "rtl"),
        ("en", "ltr"), ("zh-Hans", "ltr"), ("ar-Latn", "ltr"), ("az", "ltr"), ("", "ltr"), ("arn", "ltr"), ("x", "ltr"),
    ],
)  # fmt: skip
def test_direction(language, expected):
    assert text_direction(language) == expected
