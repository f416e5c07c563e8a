"""The parts of the person's page."""
