"""The parts of the page Formulir."""
