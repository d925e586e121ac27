"""How many reports of one utterance are found, how much of what is offered is right, and how long it takes.

Each set is written into a database of its own and asked through ``find_likely_reports``, as an editor's save asks it.
What is right is known apart from the code that is judged: links made by hand, articles of the same number, runs of five
words.
"""
