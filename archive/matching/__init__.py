"""How likely two statements report one utterance: pure, it knows texts and their evidence, neither Django nor the
database."""
