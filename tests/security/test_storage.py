"""What only some may see is stored by no cache and no browser."""

import pytest

from .audiences import PUBLIC, SIGN_IN, addresses, audience_of
from .conftest import fill

# The words of scripts, and forms that show nothing of the archive: Django lets browsers keep them.
ALIKE_FOR_ALL = {"/admin/jsi18n/", "/admin/password_change/", "/admin/password_change/done/"}
pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def find_storable(client, rows) -> tuple[list[str], int]:
    """Pages and answers that are not public and may be stored, and how many were checked."""
    found, checked = [], 0
    for address in addresses():
        if audience_of(address) in (PUBLIC, SIGN_IN):
            continue
        for path in fill(address, rows)[:1]:
            response = client.get(path)
            if response.status_code == 200:
                checked += 1
                if "no-store" not in response.get("Cache-Control", ""):
                    found.append(path)
    return found, checked


def test_what_is_not_public_is_stored_nowhere(hidden_rows, client, administrator):
    client.force_login(administrator)
    found, checked = find_storable(client, hidden_rows)
    assert set(found) == ALIKE_FOR_ALL
    assert checked > 60
