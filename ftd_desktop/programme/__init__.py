"""Participants, cohorts, interviews, attendance, and the numbers that identify people."""
