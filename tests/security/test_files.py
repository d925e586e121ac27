"""No cell of a file that a spreadsheet opens is a formula, at whichever address, and whatever the archive holds."""

import csv
import io

import pytest

from .audiences import PUBLIC, addresses, audience_of
from .conftest import fill
from .test_xss import poison

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
FORMULA = tuple("=+-@\t\r＝＋－＠")
PAYLOADS = ("=1+1", "+1+1", "-1+1", "@SUM(1)", "＝1+1")
MIN_FILES = 8


def formulas_in(file: str) -> list[str]:
    return [cell for row in csv.reader(io.StringIO(file)) for cell in row if cell.startswith(FORMULA)]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_file_holds_a_formula(hidden_rows, client, payload):
    """Also of what was asked: a phrase or query is named in the file."""
    assert poison(payload) > 10
    bad, files = {}, 0
    for address in addresses():
        if audience_of(address) == PUBLIC and "csv" in address.pattern + address.name:
            for path in fill(address, hidden_rows)[:1]:
                response = client.get(path, {"phrase": payload, "q": payload, "split": "source"})
                files += response.status_code == 200
                if response.status_code == 200 and (found := formulas_in(response.getvalue().decode())):
                    bad[path] = found
    assert bad == {}
    assert files >= MIN_FILES


@pytest.mark.parametrize("payload", PAYLOADS)
def test_the_reader_of_files_would_notice(payload):
    assert formulas_in(f'a,"{payload}"\r\n') == [payload]
