#!/usr/bin/env python
import os
import sys
from contextlib import contextmanager

from config.env import Stop, stop_in_one_line


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.core.management import execute_from_command_line

    with stop_in_one_line(), no_connection_in_one_line():
        execute_from_command_line(sys.argv)


@contextmanager
def no_connection_in_one_line():
    """What the server itself refuses later has a code, and is no matter of the address."""
    from django.db import OperationalError

    try:
        yield
    except OperationalError as error:
        if getattr(error.__cause__, "sqlstate", None):
            raise
        raise Stop(f"DATABASE_URL: no connection: {str(error).splitlines()[0]}") from None


if __name__ == "__main__":
    main()
