"""The parts of the participants page."""
