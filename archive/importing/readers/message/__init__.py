"""E-mail messages: their headers, their parts, the lines of their plain text. No Django here."""
