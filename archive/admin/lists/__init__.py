"""How lists of the admin are searched and counted."""
