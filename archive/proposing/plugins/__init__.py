"""Proposals that other packages, or a language model, make."""
