"""PDF pages as lines of text in reading order: content streams, rows, columns. No Django."""
