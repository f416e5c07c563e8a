"""Areas, distances, fences, crossings."""

from __future__ import annotations

import math

import pytest

from ftd_desktop.forms.xpath.functions.geo import RADIUS
from tests.forms.xpath.world import World, value

DEGREE = RADIUS * math.pi / 180
SQUARE = "0 0 0 0;0 1 0 0;1 1 0 0;1 0 0 0;0 0 0 0"


@pytest.mark.parametrize(("expression", "wanted"), [
    ("distance('0 0;0 1')", DEGREE), ("distance('0 0', '0 1')", DEGREE), ("distance('0 0;0 1;0 0')", 2 * DEGREE),
    ("distance('0 0')", 0), ("distance('')", 0), ("distance('x')", math.nan), ("distance('91 0;0 0')", math.nan),
    ("distance('0 0 0 0 0;0 1')", math.nan), ("distance('0 0;0 1;')", DEGREE), ("distance('0 179.5;0 -179.5')", DEGREE),
    ("area('0 0;0 1')", 0), ("area('')", 0), ("area('0 0;x;1 1')", math.nan), ("enclosed-area('0 0;0 1')", 0),
])
def test_measures(expression, wanted):
    assert value(expression) == pytest.approx(wanted, abs=0.006, nan_ok=True)


def test_the_area_of_a_square_degree_closed_or_not_and_either_way_round():
    wanted = RADIUS ** 2 * math.radians(1) * math.sin(math.radians(1))
    turned = ";".join(reversed(SQUARE.split(";")))
    for shape in (SQUARE, SQUARE.rsplit(";", 1)[0], turned):
        assert value(f"area('{shape}')") == pytest.approx(wanted, abs=0.01)


def test_points_of_a_repeat():
    world = World("<data><p>0 0</p><p>0 1</p><p>1 1</p></data>")
    assert value("distance(p)", world=world) == pytest.approx(2 * DEGREE, abs=0.01)
    assert value("distance(p[1], p[2])", world=world) == pytest.approx(DEGREE, abs=0.01)


@pytest.mark.parametrize(("point", "shape", "wanted"), [
    ("0.5 0.5 0 0", SQUARE, True), ("0.5 0.5", SQUARE, True), ("1.5 0.5", SQUARE, False), ("-0.1 0.5", SQUARE, False),
    ("", SQUARE, False), ("0.5 0.5", "", False), ("0.5 0.5", "0 0;0 1;1 1", False), ("x", SQUARE, False),
    ("0.5 1.0", "0 0;0 2;1 2;1 1.5;0.4 1;1 0.5;1 0;0 0", False),
    ("0.2 0.9", "0 0;0 2;1 2;1 1.5;0.4 1;1 0.5;1 0;0 0", True),
])
def test_geofence(point, shape, wanted):
    assert value(f"geofence('{point}', '{shape}')") is wanted


@pytest.mark.parametrize(("shape", "wanted"), [
    ("0 0;1 1;0 1;1 0", True), ("0 0;1 1;0 1;1 0;0 0", True), (SQUARE, False), ("0 0;0 1;1 1", False), ("", False),
    ("0 0;0 2;0 1", True), ("0 0;0 1;0 2", False), ("0 0;0 1;0 1;1 1", False), ("0 0;2 0;2 1;1 0;1 -1", True),
    ("x", False),
    ("0 0;0 1", False), ("0 0", False),
])
def test_intersects(shape, wanted):
    assert value(f"intersects('{shape}')") is wanted
