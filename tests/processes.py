"""Other processes over the database of the test."""

import os
import subprocess
import sys
from pathlib import Path

from django.conf import settings
from django.db import connection

ROOT = Path(__file__).resolve().parents[1]
BEGIN = """
import sys
import django
django.setup()
from django.conf import settings
from django.db import connection
connection.settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = sys.argv[1]
"""


def start(code: str, *arguments: str) -> subprocess.Popen:
    """Python that runs the code with Django set up; its arguments begin at ``sys.argv[2]``."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    settings_here = {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "VAR_DIR": str(settings.VAR_DIR),
        "DEBUG": "on",
    }
    return subprocess.Popen(
        [sys.executable, "-c", BEGIN + code, connection.settings_dict["NAME"], *arguments],
        cwd=ROOT,
        env=environment | settings_here,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
