"""How public pages are served: from which database, and again without being made again."""
