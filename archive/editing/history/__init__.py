"""What became of every row: read from the history tables, put into words, brought back; and the admin's log."""
