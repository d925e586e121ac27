"""Words of a document that a reader takes along: the link to them, the quotation, the reference."""
