"""Colour differences as people see them, also people who are colour blind. Formulas only, no product code.

Sources
- Relative luminance and contrast: WCAG 2.2, definitions "relative luminance" and "contrast ratio".
- sRGB to CIE XYZ (D65): IEC 61966-2-1:1999. XYZ to CIELAB: CIE 15:2004, reference white D65.
- CIEDE2000: Sharma, Wu, Dalal, "The CIEDE2000 color-difference formula: implementation notes,
  supplementary test data, and mathematical observations", Color Research & Application 30 (2005).
- Colour blindness: Machado, Oliveira, Fernandes, "A physiologically-based model for simulation of color
  vision deficiency", IEEE TVCG 15 (2009), table of severity 1.0, applied to linear sRGB.
"""

from __future__ import annotations

import math
from itertools import combinations
from typing import NamedTuple

Matrix = tuple[tuple[float, float, float], ...]

VISION: dict[str, Matrix] = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
SRGB_TO_XYZ: Matrix = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
D65_WHITE = (0.95047, 1.0, 1.08883)


class Lab(NamedTuple):
    """A colour in CIELAB: lightness 0 to 100, green to red, blue to yellow."""

    lightness: float
    a: float
    b: float


def linear_rgb(hexcode: str) -> tuple[float, float, float]:
    """Return the linear light of `#rrggbb` or `#rgb`, three numbers from 0 to 1."""
    digits = hexcode.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    red, green, blue = (int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4))
    return _linear(red), _linear(green), _linear(blue)


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of WCAG 2.2 between two colours, from 1 to 21."""
    lights = sorted(0.2126 * r + 0.7152 * g + 0.0722 * b for r, g, b in map(linear_rgb, (one, other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def seen_as(hexcode: str, vision: str) -> Lab:
    """Return the colour in CIELAB as someone with this kind of vision (a key of VISION) sees it."""
    light = _times(VISION[vision], linear_rgb(hexcode))
    clipped = tuple(min(1.0, max(0.0, channel)) for channel in light)
    x, y, z = (_lab_curve(value / white) for value, white in zip(_times(SRGB_TO_XYZ, clipped), D65_WHITE, strict=True))
    return Lab(116 * y - 16, 500 * (x - y), 200 * (y - z))


def _times(matrix: Matrix, vector: tuple[float, ...]) -> tuple[float, ...]:
    return tuple(sum(factor * value for factor, value in zip(row, vector, strict=True)) for row in matrix)


def _lab_curve(ratio: float) -> float:
    return math.cbrt(ratio) if ratio > (6 / 29) ** 3 else ratio / (3 * (6 / 29) ** 2) + 4 / 29


def ciede2000(one: Lab, other: Lab) -> float:
    """Return the difference of two colours; about 2 is just seen side by side, 10 is another colour."""
    mean_chroma = (math.hypot(one.a, one.b) + math.hypot(other.a, other.b)) / 2
    stretch = 1 + 0.5 * (1 - math.sqrt(mean_chroma**7 / (mean_chroma**7 + 25**7)))
    chroma1, hue1 = _polar(one.a * stretch, one.b)
    chroma2, hue2 = _polar(other.a * stretch, other.b)
    grey = chroma1 * chroma2 == 0
    turn = 0.0 if grey else (hue2 - hue1 + 180) % 360 - 180
    delta_hue = 2 * math.sqrt(chroma1 * chroma2) * math.sin(math.radians(turn / 2))
    lightness = (one.lightness + other.lightness) / 2
    chroma = (chroma1 + chroma2) / 2
    hue = hue1 + hue2 if grey else _mean_hue(hue1, hue2)
    weight = 1 - 0.17 * _cos(hue - 30) + 0.24 * _cos(2 * hue) + 0.32 * _cos(3 * hue + 6) - 0.20 * _cos(4 * hue - 63)
    scaled_lightness = (other.lightness - one.lightness) / (
        1 + 0.015 * (lightness - 50) ** 2 / math.sqrt(20 + (lightness - 50) ** 2)
    )
    scaled_chroma = (chroma2 - chroma1) / (1 + 0.045 * chroma)
    scaled_hue = delta_hue / (1 + 0.015 * chroma * weight)
    rotation = -2 * math.sqrt(chroma**7 / (chroma**7 + 25**7))
    rotation *= math.sin(math.radians(60 * math.exp(-(((hue - 275) / 25) ** 2))))
    return math.sqrt(scaled_lightness**2 + scaled_chroma**2 + scaled_hue**2 + rotation * scaled_chroma * scaled_hue)


def _polar(a: float, b: float) -> tuple[float, float]:
    return math.hypot(a, b), math.degrees(math.atan2(b, a)) % 360


def _mean_hue(one: float, other: float) -> float:
    if abs(one - other) <= 180:
        return (one + other) / 2
    return (one + other + (360 if one + other < 360 else -360)) / 2


def _cos(degrees: float) -> float:
    return math.cos(math.radians(degrees))


def smallest_difference(colours: list[str], vision: str) -> float:
    """Return the CIEDE2000 difference of the two colours of the list that look most alike."""
    seen = [seen_as(colour, vision) for colour in colours]
    return min(ciede2000(one, other) for one, other in combinations(seen, 2))
