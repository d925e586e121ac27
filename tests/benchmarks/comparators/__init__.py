"""The same queries asked of other engines. Each has ``ask(query) -> number found`` and fetches what a page shows:
the total, its twenty rows and the counts of all eight facets, each with its own choice left out."""
