"""What the archive remembers of what was public: when, what is withheld since, and what merging moved."""
