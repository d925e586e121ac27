"""Words that stand in nothing public are shown at no public address, asked for every row there is."""

import pytest

from tests.test_drafts import SECRET

from .audiences import PUBLIC, addresses, audience_of
from .conftest import fill

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
QUERIES = (
    "",
    f"?q={SECRET[:4]}*",
    "?q=harbour&unit=passages",
    "?unit=documents",
    "?unit=utterances",
    "?version=1",
)


def test_no_public_address_tells_of_what_is_hidden(reader, hidden):
    shown, found = [], 0
    for address in addresses():
        if audience_of(address) == PUBLIC:
            for path in fill(address, hidden):
                for query in QUERIES:
                    response = reader.get(path + query)
                    text = response.getvalue().decode(errors="replace").lower()
                    for echo in (path.lower(), f"q={SECRET[:4]}", SECRET[:4] + "*", f"{SECRET[:4]}%2a"):
                        text = text.replace(echo, "")
                    found += response.status_code == 200
                    shown += [path + query] if SECRET in text else []
    assert shown == []
    assert found > 100
