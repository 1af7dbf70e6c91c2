"""Pictures of pages as arrays, and what is done to them: turned, cut, made ready for a model."""

import math
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
"""(height, width, 3), as Pillow has RGB; the models do not care much which colour comes first."""
Floats = NDArray[np.float32]
Corners = NDArray[np.float32]
"""(4, 2): upper left, upper right, lower right, lower left of a line as it is read."""

# OpenCV starts threads on its own otherwise; behind the walls there are none to be had.
cv2.setNumThreads(0)


def turned(picture: Pixels, degrees: int) -> Pixels:
    """Turned clockwise by 0, 90, 180 or 270 degrees."""
    return np.ascontiguousarray(np.rot90(picture, -degrees // 90)) if degrees else picture


def cut(picture: Pixels, corners: Corners) -> Pixels:
    """What stands between four corners, as a rectangle."""
    width = max(1, round(max(math.dist(corners[0], corners[1]), math.dist(corners[3], corners[2]))))
    height = max(1, round(max(math.dist(corners[0], corners[3]), math.dist(corners[1], corners[2]))))
    whole = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    taken = cv2.getPerspectiveTransform(corners, whole)
    return _pixels(cv2.warpPerspective(picture, taken, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE))


def resized(picture: Pixels, width: int, height: int) -> Pixels:
    shrinks = width * height < picture.shape[0] * picture.shape[1]
    return _pixels(cv2.resize(picture, (width, height), interpolation=cv2.INTER_AREA if shrinks else cv2.INTER_LINEAR))


def batch_of(picture: Pixels) -> Floats:
    """(height, width, 3) of 0..255 -> (1, 3, height, width) of -1..1, as the models were trained."""
    scaled = picture.astype(np.float32)
    scaled /= 127.5
    scaled -= 1.0
    return scaled.transpose(2, 0, 1)[np.newaxis]


def written(text: str) -> Pixels:
    """A strip of paper with one line on it."""
    paper = np.full((96, 320, 3), 255, np.uint8)
    return _pixels(cv2.putText(paper, text, (16, 64), cv2.FONT_HERSHEY_SIMPLEX, 1.5, (0, 0, 0), 2))


def _pixels(made: Any) -> Pixels:
    return np.asarray(made, np.uint8)
