"""Running PostgreSQL's programs and reading what they say. Nothing but the standard library."""

import os
import subprocess
from pathlib import Path

from config.env import ConfigError


def command_line(pid):
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except OSError:
        if Path("/proc/self/cmdline").exists():
            return []
    line = subprocess.run(
        ["ps", "-ww", "-o", "command=", "-p", str(pid)], capture_output=True, check=False
    ).stdout
    # Without /proc the words cannot be told apart; the folder follows -D and precedes -c.
    program_part, _, remainder = line.strip().partition(b" -D ")
    return [program_part, remainder.partition(b" -c ")[0]]


def clean_environment():
    """Returns the environment without the operator's language and PG* variables: initdb fails with a LANG that is not
    installed."""
    dropped = ("LANG", "LC_", "PG")
    return {name: value for name, value in os.environ.items() if not name.startswith(dropped)} | {
        "LC_ALL": "C"
    }


def error_line(output):
    lines = [line for line in output.splitlines() if line.strip()]
    fatal = [line for line in lines if "FATAL:" in line or "error:" in line]
    return (fatal or lines or ["it printed nothing"])[-1].strip()


def spawn(command, log):
    """Starts the command in a session of its own, so that Ctrl-C in the terminal does not reach it."""
    with open(log, "ab") as out:
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            cwd="/",
            env=clean_environment(),
            start_new_session=True,
        )


def run(command, feed=""):
    result = subprocess.run(
        command,
        input=feed,
        capture_output=True,
        text=True,
        errors="replace",
        env=clean_environment(),
        cwd="/",
        check=False,
    )
    if result.returncode:
        raise ConfigError(f"the database could not be created: {error_line(result.stderr or result.stdout)}")
