"""The parts of the page Formulir that bring in sheets of records."""
