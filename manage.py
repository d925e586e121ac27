#!/usr/bin/env python
import os
import sys

from config.env import stop_in_one_line


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.core.management import execute_from_command_line

    with stop_in_one_line():
        execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
