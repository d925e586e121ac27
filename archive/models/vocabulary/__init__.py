"""What statements are about and the phrases they share: themes and terms, each a record of editors in all languages."""
