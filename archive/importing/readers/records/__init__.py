"""Tables and lists of documents (CSV, JSON, JSON Lines): rows, what their columns mean, and a document of each row."""
