"""OpenDocument texts: their content.xml to HTML. No Django here."""
