"""Removes each gate of the archive in turn and names those that no test notices."""
