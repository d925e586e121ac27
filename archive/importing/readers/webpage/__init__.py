"""Web pages: their encoding, their metadata (title, date, address, source) and their main text. No Django here."""
