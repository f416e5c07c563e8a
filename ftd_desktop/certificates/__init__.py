"""Who may have a certificate, its number, its page, its signature, and the check of it."""
