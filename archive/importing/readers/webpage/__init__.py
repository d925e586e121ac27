"""Web pages: their encoding, their facts (title, date, address, source) and their main text. No Django here."""
