"""deploy/manage: the settings that a command on the server gets are those that systemd gives the service."""

import os
import subprocess
from pathlib import Path

from django.conf import settings

SETTINGS = """\
# A comment
DATABASE_URL=postgresql:///verbatim?host=/run/postgresql&sslmode=require
SECRET_KEY=$HOME`id`;#'
OIDC_NAME="Example University"
EMAIL_FROM='The Archive <archive@example.org>'

LOG_FORMAT=json"""


def run_command(folder: Path, settings_file: str, *arguments: str) -> list[str]:
    """What the script starts, with `runuser` and Python replaced by others that say what they were given."""
    program = folder / "opt/.venv/bin/python"
    program.parent.mkdir(parents=True)
    program.write_text(
        "#!/bin/sh\nprintf '%s\\n' \"$@\"\nenv | grep -E '^(DATABASE|SECRET|OIDC|EMAIL|LOG|VAR)_'\n"
    )
    runuser = folder / "bin/runuser"
    runuser.parent.mkdir()
    runuser.write_text('#!/bin/sh\nshift 3\nexec "$@"\n')
    for file in (program, runuser):
        file.chmod(0o755)
    (folder / "verbatim.env").write_text(settings_file)
    script = (settings.BASE_DIR / "deploy/manage").read_text()
    script = script.replace("/etc/verbatim/verbatim.env", str(folder / "verbatim.env"))
    script = script.replace("/opt/verbatim", str(folder / "opt"))
    environment = {"PATH": f"{runuser.parent}:{os.environ['PATH']}", "HOME": "/root"}
    command = ["/bin/sh", "-c", script, "manage", *arguments]
    return subprocess.run(
        command, env=environment, capture_output=True, text=True, check=True
    ).stdout.splitlines()


def test_values_are_taken_as_they_stand(tmp_path):
    first, *more = run_command(tmp_path, SETTINGS, "backup", "/var/backups/two words")

    assert [first, *more[:2]] == ["manage.py", "backup", "/var/backups/two words"]
    assert sorted(more[2:]) == [
        "DATABASE_URL=postgresql:///verbatim?host=/run/postgresql&sslmode=require",
        "EMAIL_FROM=The Archive <archive@example.org>",
        "LOG_FORMAT=json",
        "OIDC_NAME=Example University",
        "SECRET_KEY=$HOME`id`;#'",
        "VAR_DIR=/var/lib/verbatim",
    ]
