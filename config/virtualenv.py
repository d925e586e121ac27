"""Makes .venv and installs what is locked: `python3 config/virtualenv.py [sso|dev]`.

Run by make with whatever python3 the machine has, so nothing here is newer than Python 3.6 and nothing
outside the standard library is imported. Does nothing when the lock has not changed since the last time.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "installed"
# Each includes the ones before it.
LOCKS = {"serve": "requirements.lock", "sso": "requirements-sso.lock", "dev": "requirements-dev.lock"}
MIN_VERSION = (3, 11)
MIN_VERSION_NAME = "3.11"
NAMES = ["python3.13", "python3.12", "python3.11", "python3.14", "python3"]
# Settings of pip that would put the packages somewhere else.
REDIRECTING_VARIABLES = {
    "PIP_USER",
    "PIP_TARGET",
    "PIP_PREFIX",
    "PIP_ROOT",
    "PIP_REQUIRE_VIRTUALENV",
    "PYTHONHOME",
    "PYTHONPATH",
}


def main(kind):
    installed = _installed()
    # An environment made for development, or with single sign-on, stays one.
    lock_name = next(name for name in reversed(list(LOCKS)) if name in [kind, *installed, "serve"])
    stamp = [lock_name, hashlib.sha256((ROOT / LOCKS[lock_name]).read_bytes()).hexdigest()]
    if installed == stamp and _runs(PYTHON):
        return
    uv = shutil.which("uv")
    if not _is_suitable(PYTHON) or not (uv or _runs(PYTHON, "import pip")):
        _make(uv)
    print(f"Installing the packages of {LOCKS[lock_name]} ...", flush=True)
    _install(uv, LOCKS[lock_name])
    STAMP.write_text(" ".join(stamp))


def _installed():
    try:
        return STAMP.read_text().split()
    except OSError:
        return []


def _make(uv):
    python = _find_python()
    if uv:
        # Without a suitable Python on the machine uv fetches one.
        _run([uv, "venv", "--quiet", "--clear", "--python", python or f">={MIN_VERSION_NAME}", str(VENV)])
        return
    if not python:
        sys.exit(_missing_python_message())
    if subprocess.call(
        [python, "-c", "import venv, ensurepip"], stderr=subprocess.DEVNULL, env=_environment()
    ):
        sys.exit(
            f"{python} cannot make a virtual environment: its venv is not installed. "
            f"On Debian and Ubuntu: apt install {_debian_name(python)}-venv. Or install uv."
        )
    _run([python, "-m", "venv", "--clear", str(VENV)])


def _install(uv, lock):
    if uv:
        os.environ.setdefault("UV_SYSTEM_CERTS", "1")
        _run([uv, "pip", "install", "--quiet", "--python", str(PYTHON), "--require-hashes", "-r", lock])
    else:
        quiet = ["-qq", "--disable-pip-version-check", "--no-input"]
        _run([str(PYTHON), "-m", "pip", "install", *quiet, "--no-deps", "--require-hashes", "-r", lock])


def _find_python():
    """The one that make was given, else the first on the PATH that is new enough, else None."""
    choice = os.environ.get("PYTHON")
    if choice:
        if not _is_suitable(choice):
            sys.exit(f"PYTHON: {choice} is not Python {MIN_VERSION_NAME} or newer")
        return shutil.which(choice)
    for candidate in filter(None, map(shutil.which, NAMES)):
        if _is_suitable(candidate) and _runs(candidate, "import venv, ensurepip"):
            return candidate
    return next(
        (candidate for candidate in filter(None, map(shutil.which, NAMES)) if _is_suitable(candidate)), None
    )


def _is_suitable(python):
    return _runs(python, f"import sys; sys.exit(sys.version_info < {MIN_VERSION})")


def _runs(python, code=""):
    """False also for a broken link, and for pyenv's shims of versions that are not active."""
    try:
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        return subprocess.call([str(python), "-c", code], env=_environment(), **quiet) == 0
    except OSError:
        return False


def _missing_python_message():
    have = "{}.{}".format(*sys.version_info)
    return (
        f"Verbatim needs Python {MIN_VERSION_NAME} or newer; python3 here is {have}. Install a newer one, or uv, "
        f"or name one: make demo PYTHON=/path/to/python{MIN_VERSION_NAME}"
    )


def _debian_name(python):
    code = "import sys; print('python%d.%d' % sys.version_info[:2])"
    return subprocess.check_output([python, "-c", code]).decode().strip()


def _environment():
    return {name: value for name, value in os.environ.items() if name not in REDIRECTING_VARIABLES}


def _run(command):
    status = subprocess.call(command, cwd=str(ROOT), env=_environment(), stdin=subprocess.DEVNULL)
    if status:
        sys.exit(f"The environment could not be created: {Path(command[0]).name} failed (see above).")


if __name__ == "__main__":
    try:
        main(sys.argv[1] if len(sys.argv) > 1 else "serve")
    except KeyboardInterrupt:
        sys.exit(130)
