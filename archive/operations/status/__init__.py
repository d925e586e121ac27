"""The state of the archive, for administrators and for monitoring."""
