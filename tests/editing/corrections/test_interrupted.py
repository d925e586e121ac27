"""A correction whose process is killed on the way: nothing of it is written, and the next one finds the lock free."""

import pytest
from django.db import connection

from archive.editing.corrections import correct_text
from archive.management.archive_checks import find_breaches
from archive.models import Document, State
from tests.factories import SPEECH
from tests.processes import start

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
# One statement keeps its words, the other one loses them.
NEW = "A preface.\n\n" + SPEECH.replace("Books are the cheapest ships", "Boats carry whoever can pay")
CORRECT = """
from archive.editing import corrections
from archive.models import Document
name, when, key, text = sys.argv[2:]
step = getattr(corrections, name)

def stop(*arguments, **named):
    result = step(*arguments, **named) if when == "after" else None
    print("stopped", flush=True)
    sys.stdin.read()
    return result

setattr(corrections, name, stop)
corrections.correct_text(None, Document.objects.get(pk=key), text, reason="A scan", public_note="From the print.")
"""


def stored_rows() -> dict[str, tuple[int, str]]:
    """For each table of the archive, how many rows it has and a digest of them."""
    names = [
        name for name in connection.introspection.table_names() if name.startswith(("archive_", "django_a"))
    ]
    found = {}
    with connection.cursor() as cursor:
        for name in names:
            cursor.execute(f"SELECT count(*), md5(string_agg(t::text, '|' ORDER BY t::text)) FROM {name} t")
            found[name] = cursor.fetchone()
    return found


@pytest.mark.parametrize(
    ("step", "when"),
    [
        ("_prepare_search", "before"),  # planned, the lock not taken
        ("_replace", "before"),  # the lock taken
        ("_write_spans", "before"),  # the text written, no statement yet
        ("_make_orphans", "before"),  # the statements that are followed written, none detached
        ("log_changes", "after"),  # everything written, not committed
    ],
)
def test_a_process_killed_in_a_correction_leaves_no_trace(annotated_document, step, when):
    document, first, second = annotated_document
    before = stored_rows()
    process = start(CORRECT, step, when, str(document.pk), NEW)
    assert process.stdout.readline() == "stopped\n"
    process.kill()
    process.communicate(timeout=30)

    assert process.returncode == -9
    assert stored_rows() == before
    assert list(find_breaches()) == []
    correct_text(None, Document.objects.get(pk=document.pk), NEW, text_version=1)
    for statement in (document, first, second):
        statement.refresh_from_db()
    assert (document.text, document.text_version) == (NEW, 2)
    assert (first.text, first.start) == (
        "every harbour deserves a library",
        NEW.index("every harbour deserves"),
    )
    assert (second.state, first.state) == (State.ORPHANED, State.PUBLISHED)
    assert list(find_breaches()) == []
