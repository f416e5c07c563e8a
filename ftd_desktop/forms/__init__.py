"""The XForm engine: definition, expressions, a running interview. No Qt, no SQL."""
