"""PostgreSQL refuses to run as root; this starts it for root as another user.

No Django here, nothing but the standard library.
"""

import os
import shutil
import subprocess

from config.env import ConfigError

NOBODY = 65534
UNSHARE = ["unshare", "--user", f"--map-user={NOBODY}", f"--map-group={NOBODY}"]
ENTER_ANY_FOLDER = [
    "--securebits",
    "+no_setuid_fixup",
    "--inh-caps",
    "+dac_override",
    "--ambient-caps",
    "+dac_override",
]


def drop_privileges(owner, program):
    """A command prefix under which `program` is not root, and the user its data must belong to.

    `owner` is who has the data folder now, None when there is none yet. A private user namespace leaves
    the files root's own and enters every folder; containers often forbid it, then another user does the work.
    """
    if os.geteuid() != 0:
        return [], os.geteuid()
    if not owner and _works(UNSHARE, program):
        return UNSHARE, 0
    user = owner or NOBODY
    for prefix in (_user_command(user, ENTER_ANY_FOLDER), _user_command(user, [])):
        if _works(prefix, program):
            return prefix, user
    raise ConfigError(
        "PostgreSQL does not run as root, and neither unshare nor setpriv helps here: "
        "start as an ordinary user, or set DATABASE_URL to a PostgreSQL of your own"
    )


def _user_command(user, extra):
    return ["setpriv", f"--reuid={user}", f"--regid={user}", "--clear-groups", *extra]


def _works(prefix, program):
    if not shutil.which(prefix[0]):
        return False
    return subprocess.run([*prefix, program, "--version"], capture_output=True, check=False).returncode == 0


def chown(folder, user):
    """Make a user the owner of a folder and all in it; does nothing unless root asks."""
    if os.geteuid() != 0 or folder.stat().st_uid == user:
        return
    for path in [folder, *folder.rglob("*")]:
        os.chown(path, user, user, follow_symlinks=False)
