"""What is known of a request while it is answered: its id in every log line and query, and where its time went."""
