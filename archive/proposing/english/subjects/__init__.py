"""Who speaks in an English sentence: noun phrases, appositions and what stands for them."""
