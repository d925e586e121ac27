"""What operators do to a whole archive: back it up, restore it, look at an upgrade before it is made, ask how it is."""
