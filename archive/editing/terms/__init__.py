"""Where terms occur in the words of statements: found by the program, confirmed or rejected by an editor."""
