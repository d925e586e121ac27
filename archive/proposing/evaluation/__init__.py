"""How good proposals are, against texts whose statements are known."""
