#!/usr/bin/env python
import os
import sys
from contextlib import contextmanager

from config.env import ConfigError, exit_on_config_error


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.core.management import execute_from_command_line

    with exit_on_config_error(), exit_when_not_connected():
        execute_from_command_line(sys.argv)


@contextmanager
def exit_when_not_connected():
    """What the server itself refuses later has a code, and is no matter of the address."""
    from django.db import OperationalError

    try:
        yield
    except OperationalError as error:
        if getattr(error.__cause__, "sqlstate", None):
            raise
        raise ConfigError(f"DATABASE_URL: no connection: {str(error).splitlines()[0]}") from None


if __name__ == "__main__":
    main()
