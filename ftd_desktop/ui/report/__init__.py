"""The parts of the report page, which feeds them and follows their signals."""
