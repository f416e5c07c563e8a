"""Charts worked out once as plain shapes in points, and painted by two thin painters (screen and paper)."""

from ftd_desktop.evaluation.charts.shapes import Chart, Dot, Line, Rect, Shape, Text

__all__ = ["Chart", "Dot", "Line", "Rect", "Shape", "Text"]
