"""The file: open, encrypt, migrate, capture changes, back up, search."""
