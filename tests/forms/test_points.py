from __future__ import annotations

import pytest

from ftd_desktop.errors import UserError
from ftd_desktop.forms.points import read_point, show_point


@pytest.mark.parametrize(
    "typed",
    [
        "3.5952, 98.6722",
        "3.5952,98.6722",
        "3,5952 98,6722",
        "3,5952; 98,6722",
        "(3.5952, 98.6722)",
        "3.5952 98.6722",
        "https://www.google.com/maps/@3.5952,98.6722,15z",
        "https://maps.google.com/?q=3.5952,98.6722",
        "https://www.google.com/maps/search/?api=1&query=3.5952%2C98.6722",
        "geo:3.5952,98.6722?z=15",
        "https://www.google.com/maps/place/Balige/@2.1,99.1,17z/data=!3d3.5952!4d98.6722",
        "https://www.openstreetmap.org/?mlat=3.5952&mlon=98.6722",
        "https://www.openstreetmap.org/#map=15/3.5952/98.6722",
    ],
)
def test_ways_to_give_a_place(typed: str) -> None:
    assert read_point(typed) == "3.5952 98.6722 0 0"


def test_degrees() -> None:
    latitude, longitude, *_ = map(float, read_point("""0°33'45.5"S 98°40'12"E""").split())
    assert (latitude, longitude) == pytest.approx((-0.56264, 98.67), abs=1e-4)


@pytest.mark.parametrize("typed", ["", "Balige", "3.5", "3.5 98.6 12 14", "https://maps.app.goo.gl/abc"])
def test_what_is_no_place_is_refused(typed: str) -> None:
    with pytest.raises(UserError, match="bukan titik lokasi"):
        read_point(typed)


def test_off_the_globe() -> None:
    with pytest.raises(UserError, match="Lintang harus"):
        read_point("98.6722, 203.5")


def test_shown() -> None:
    assert show_point("3.5952 98.6722 0 0") == "3.5952, 98.6722"
    assert show_point("salah") == "salah"
