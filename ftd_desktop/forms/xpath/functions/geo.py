"""Functions on points, traces and shapes ("lat lon alt accuracy; …") on a sphere, as ODK's clients compute them."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import Final

from ftd_desktop.forms.xpath.functions.registry import NAN, Table
from ftd_desktop.forms.xpath.functions.text import texts
from ftd_desktop.forms.xpath.scope import Scope
from ftd_desktop.forms.xpath.values import Value

TABLE = Table()
add = TABLE.add

RADIUS: Final = 6_378_100.0  # metres, the equatorial radius ODK's clients use
_MAX_POINTS: Final = 20_000
_CROSSING_LIMIT: Final = 2_000  # points; intersects() compares all pairs of segments

Point = tuple[float, float]


def points(values: tuple[Value, ...]) -> list[Point] | None:
    """Latitude and longitude of every point in the texts or nodes; None when one is no point."""
    found: list[Point] = []
    for text in texts(values):
        for part in text.strip().rstrip(";").split(";"):
            if not part.strip() and not text.strip():
                continue
            point = _point(part)
            if point is None or len(found) >= _MAX_POINTS:
                return None
            found.append(point)
    return found


def _point(text: str) -> Point | None:
    numbers = text.split()
    if not 2 <= len(numbers) <= 4:
        return None
    try:
        latitude, longitude = float(numbers[0]), float(numbers[1])
    except ValueError:
        return None
    return (latitude, longitude) if abs(latitude) <= 90 and abs(longitude) <= 180 else None


@add("v>n", "area")
@add("v>n", "enclosed-area", origin="javarosa")
def area(_: Scope, value: Value) -> float:
    """Square metres of a shape or of the points of a node set, to the hundredth; 0 for less than three points."""
    corners = points((value,))
    if corners is None:
        return NAN
    total = 0.0
    for (lat1, lon1), (lat2, lon2) in zip(corners, corners[1:] + corners[:1], strict=True):
        total += math.radians(lon2 - lon1) * (2 + math.sin(math.radians(lat2)) + math.sin(math.radians(lat1)))
    return _hundredths(abs(total * RADIUS * RADIUS / 2))


@add("vv*>n", "distance")
def distance(_: Scope, *values: Value) -> float:
    """Metres along a trace, a shape or several points, to the hundredth; 0 for less than two points."""
    stops = points(values)
    if stops is None:
        return NAN
    return _hundredths(sum(_metres(a, b) for a, b in pairwise(stops)))


def _metres(a: Point, b: Point) -> float:
    if a == b:
        return 0.0
    lat1, lat2 = math.radians(a[0]), math.radians(b[0])
    cosine = math.sin(lat1) * math.sin(lat2) + math.cos(lat1) * math.cos(lat2) * math.cos(math.radians(a[1] - b[1]))
    return math.acos(max(-1.0, min(1.0, cosine))) * RADIUS


def _hundredths(value: float) -> float:
    return math.floor(value * 100 + 0.5) / 100


@add("vv>b", "geofence")
def geofence(_: Scope, point: Value, shape: Value) -> bool:
    """Whether the point lies inside the closed shape (on the map as a plane, as in Collect)."""
    places, corners = points((point,)), points((shape,))
    if not places or corners is None or len(corners) < 4 or corners[0] != corners[-1]:
        return False
    y, x = places[0]
    inside = False
    for (y1, x1), (y2, x2) in pairwise(corners):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


@add("v>b", "intersects")
def intersects(_: Scope, shape: Value) -> bool:
    """Whether a trace or shape crosses or touches itself anywhere but at neighbouring points."""
    corners = points((shape,))
    if corners is None or len(corners) > _CROSSING_LIMIT:
        return False
    corners = [corner for i, corner in enumerate(corners) if i == 0 or corner != corners[i - 1]]
    segments = list(pairwise(corners))
    closed = len(corners) > 2 and corners[0] == corners[-1]
    for i, one in enumerate(segments):
        for j in range(i + 1, len(segments)):
            if j == i + 1 or (closed and i == 0 and j == len(segments) - 1):
                if _folds_back(one, segments[j]):
                    return True
            elif _cross(one, segments[j]):
                return True
    return False


Segment = tuple[Point, Point]


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _cross(one: Segment, other: Segment) -> bool:
    """Whether two segments have a point in common."""
    (a, b), (c, d) = one, other
    turns = _turn(a, b, c), _turn(a, b, d), _turn(c, d, a), _turn(c, d, b)
    if turns[0] * turns[1] < 0 and turns[2] * turns[3] < 0:
        return True
    return any(turn == 0 and _between(*ends, point) for turn, ends, point in
               zip(turns, ((a, b), (a, b), (c, d), (c, d)), (c, d, a, b), strict=True))


def _between(a: Point, b: Point, c: Point) -> bool:
    return min(a[0], b[0]) <= c[0] <= max(a[0], b[0]) and min(a[1], b[1]) <= c[1] <= max(a[1], b[1])


def _folds_back(one: Segment, other: Segment) -> bool:
    """Whether two segments with one end in common lie on each other."""
    shared = one[1] if one[1] == other[0] else one[0]
    a = one[0] if shared == one[1] else one[1]
    b = other[1] if shared == other[0] else other[0]
    if _turn(shared, a, b) != 0:
        return False
    return (a[0] - shared[0]) * (b[0] - shared[0]) + (a[1] - shared[1]) * (b[1] - shared[1]) > 0
