"""What the models are built from: states, dates of a known precision, history, sort keys, addresses. No model here."""
