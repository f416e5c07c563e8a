"""Indicators, paired statistics, charts as plain shapes, and the printed report."""
