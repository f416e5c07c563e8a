"""The kinds of files that travel, as their headers and the journal of bundles name them.

Apart from the files' own modules, so that who only counts what came loads no cipher and no second SQLite (2 MB).
"""

from __future__ import annotations

BUNDLE, RECEIPT, RETURN = "bundle", "receipt", "return"
QUESTIONS = "questions"
"""The setting in which a laptop keeps what the province asked by its last return file."""
