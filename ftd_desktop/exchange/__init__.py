"""Spreadsheets and other open files, out and in."""
