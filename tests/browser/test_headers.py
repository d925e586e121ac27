"""What the archive's headers ask of a browser is what the browser knows."""

import pytest

from config.headers import UNUSED

pytestmark = pytest.mark.slow


def test_every_feature_that_is_denied_is_one_that_chromium_knows(open_page):
    page = open_page("/about/")
    known = page.evaluate("document.featurePolicy.features()")
    assert set(UNUSED) - set(known) == set()
    assert page.evaluate("document.featurePolicy.allowedFeatures()").count("camera") == 0
