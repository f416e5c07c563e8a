"""Question widgets and the paper they stand on."""
