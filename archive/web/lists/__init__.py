"""The lists of documents, speakers, events and themes, which readers search, narrow and sort in place."""
