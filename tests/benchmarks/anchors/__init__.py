"""What re-anchoring does to marked spans under many kinds of correction, judged by the identity of each character.

Nothing here uses the code that is judged: texts, corrections and the oracle have their own rules of sentences
and words.
"""
