"""Bundles: write, read, merge, receipts, enrolment, conflicts."""
