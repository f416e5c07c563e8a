"""QR symbols: made as rows of modules, drawn as one vector path, and read back from pictures. zxing-cpp does the work.

A pure-Python QR library needs 29 to 65 ms a code; zxing-cpp makes one in 2 ms, and reads it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import zxingcpp

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray
    from PIL.Image import Image

QUIET_MODULES = 4
LEVEL = "M"
_MANY_DOTS = 4_000_000
_QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)


def modules(text: str) -> NDArray[Any]:
    """A square boolean array (True is dark), without the quiet zone; level M, the smallest version that holds it."""
    import numpy as np

    made = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level=LEVEL)
    picture: Any = zxingcpp.write_barcode_to_image(made, scale=1, add_quiet_zones=False)
    dark: NDArray[Any] = np.asarray(picture) == 0
    return dark


def path(grid: NDArray[Any]) -> bytes:
    """One filled PDF path in units of modules, origin at the lower left: a rectangle for each run of dark modules.

    One path for all of them: neighbouring rectangles filled one by one show hairlines between them on the screen.
    """
    import numpy as np

    size = len(grid)
    steps = np.diff(np.pad(grid.astype(np.int8), ((0, 0), (1, 1))), axis=1)
    rows, starts = np.nonzero(steps == 1)
    widths = np.nonzero(steps == -1)[1] - starts
    runs = zip(starts.tolist(), (size - 1 - rows).tolist(), widths.tolist(), strict=True)
    return b"".join([b"%d %d %d 1 re\n" % run for run in runs]) + b"f"


def read(picture: Any) -> list[str]:
    """The texts of all QR codes in a picture (a grey or BGR array, or a PIL image), in no order."""
    found = zxingcpp.read_barcodes(picture, formats=_QR)
    return [code.text for code in found if code.valid]


def read_photo(picture: Image) -> list[str]:
    """As `read`, of what a camera gave: looked at again sharpened, smoothed, and in another size until a code is found.

    Of 200 pictures spoilt at random (any turn, aslant, noise, blur, JPEG) one look reads 93, all looks 148.
    """
    return next((found for look in _looks(picture) if (found := read(look))), [])


def _looks(picture: Image) -> Iterator[Image]:
    from PIL import Image as Pictures
    from PIL import ImageFilter

    sharp = ImageFilter.UnsharpMask(3, 200, 0)
    yield picture
    yield picture.filter(sharp)
    yield picture.filter(ImageFilter.MedianFilter(3))
    if picture.width * picture.height > _MANY_DOTS:
        yield picture.reduce(2)
    else:
        size = 2 * picture.width, 2 * picture.height
        yield picture.resize(size, Pictures.Resampling.BICUBIC).filter(sharp)
