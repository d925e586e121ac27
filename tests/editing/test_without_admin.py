"""A command changes the archive through archive.editing alone: no page of the admin or the workbench is imported."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from archive.models import Statement
from tests.factories import make_document

ROOT = Path(__file__).resolve().parents[2]
# The admin's app without its start, which imports the modules named admin of every app.
COMMAND = """
import sys
from pkgutil import walk_packages
from importlib import import_module
import django
from config import settings
settings.INSTALLED_APPS = [
    "django.contrib.admin.apps.SimpleAdminConfig" if "Admin" in app else app for app in settings.INSTALLED_APPS
]
settings.DATABASES["default"]["NAME"] = sys.argv[1]
django.setup()

import archive.editing
for module in walk_packages(archive.editing.__path__, "archive.editing."):
    import_module(module.name)

from archive.editing import marking
document = int(sys.argv[2])
values = {"voice": "narrator", "attribution": "summary"}
statement = marking.mark(None, document, (0, 13), values).statement
marking.change(None, document, statement.pk, {"state": "published"})

import json
print(json.dumps(sorted(name for name in sys.modules if name.startswith("archive."))))
"""


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_command_marks_and_publishes_a_statement_without_the_admin():
    document = make_document("Every harbour deserves a library.")
    inherited = {name: os.environ[name] for name in ("PATH", "HOME", "DATABASE_URL") if name in os.environ}
    settings_here = {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "VAR_DIR": str(settings.VAR_DIR),
        "DEBUG": "1",
    }
    process = subprocess.run(
        [sys.executable, "-c", COMMAND, connection.settings_dict["NAME"], str(document.pk)],
        cwd=ROOT,
        env=inherited | settings_here,
        capture_output=True,
        text=True,
    )
    assert process.returncode == 0, process.stderr
    imported = json.loads(process.stdout)
    assert "archive.editing.marking.mark" in imported
    interfaces = ("archive.admin", "archive.web", "archive.workbench", "archive.importing", "archive.search")
    assert [name for name in imported if name.startswith(interfaces)] == []
    statement = Statement.objects.published().get()
    assert (statement.text, statement.document) == ("Every harbour", document)
