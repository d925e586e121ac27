"""People in a text: where they are named, whose turn it is, whom a pronoun means."""
