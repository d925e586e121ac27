"""The field by which a popup refers to a row: Django's own check lets an empty name pass, and fails on it."""

import pytest

from tests.factories import make_source


@pytest.mark.django_db
def test_a_field_without_a_name_is_refused(as_administrator):
    source = make_source("Harbour Gazette")
    address = f"/admin/archive/source/{source.pk}/change/"
    assert as_administrator.get(address, {"_to_field": ""}).status_code == 400
    assert as_administrator.post(address, {"_to_field": ""}).status_code == 400
    assert as_administrator.get(address, {"_to_field": "id"}).status_code == 200
