"""Edits made by hand that change the meaning, and harmless ones: which of them is an editor asked about?"""
