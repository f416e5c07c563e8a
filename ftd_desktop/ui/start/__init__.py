"""What the start page shows to each role."""
