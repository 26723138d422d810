"""What comes after the browser: where a case stands, what is due, what to say and to write."""
