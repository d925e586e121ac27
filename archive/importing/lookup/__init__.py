"""What the archive has already: the rows that a header names, and texts that are there."""
