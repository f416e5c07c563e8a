"""Widgets that know nothing of the programme."""
