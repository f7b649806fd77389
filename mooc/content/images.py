"""Authors' images: inside the course folder, of a known kind, with their size; SVG vetted."""

from __future__ import annotations

import hashlib
import re
import struct
from collections.abc import Callable
from pathlib import Path

from mooc.content.files import inside
from mooc.content.model import CourseFile
from mooc.content.svg import SvgRefused, svg_size

MAX_IMAGE = 500_000
NAME = re.compile(r"[A-Za-z0-9_-]+(?:/[A-Za-z0-9_-]+)*\.[a-z]{3,4}")


class ImageRefused(ValueError):
    """Why an image is not shown (French)."""


def read_image(folder: Path, name: str) -> tuple[CourseFile | None, str]:
    """The image with its size in pixels, or None and why (French)."""
    if not NAME.fullmatch(name):
        return None, f"nom refusé : {name[:60]} (lettres sans accent, chiffres, tirets)"
    path = inside(folder, name)
    if path is None:
        return None, f"fichier introuvable dans le cours : {name}"
    found = READERS.get(path.suffix)
    if found is None or path.suffix != Path(name).suffix:
        return None, "format refusé : svg, png, jpg ou webp"
    mimetype, read = found
    try:
        if path.stat().st_size > MAX_IMAGE:
            return None, f"plus de {MAX_IMAGE // 1000} ko : réduisez-la"
        data = path.read_bytes()
        width, height = read(data)
    except (ImageRefused, SvgRefused) as refusal:
        return None, str(refusal)
    except (OSError, struct.error, IndexError):
        return None, "fichier illisible"
    if not (0 < width <= 10_000 and 0 < height <= 10_000):
        return None, "dimensions hors limites"
    digest = hashlib.sha256(data).hexdigest()
    return CourseFile(name, str(path), mimetype, digest, width, height, len(data)), ""


def _png(data: bytes) -> tuple[int, int]:
    if data[:8] != b"\x89PNG\r\n\x1a\n" or data[12:16] != b"IHDR":
        raise ImageRefused("ce n’est pas un PNG")
    width, height = struct.unpack(">II", data[16:24])
    return width, height


def _jpeg(data: bytes) -> tuple[int, int]:
    """The size is in the first start-of-frame segment (ITU T.81, B.2.2)."""
    if data[:2] != b"\xff\xd8":
        raise ImageRefused("ce n’est pas un JPEG")
    at = 2
    while at + 9 < len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        at += 2 + int(struct.unpack(">H", data[at + 2 : at + 4])[0])
    raise ImageRefused("JPEG sans dimensions")


def _webp(data: bytes) -> tuple[int, int]:
    """The three kinds of WebP keep their size in three ways (RFC 9649)."""
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP":
        raise ImageRefused("ce n’est pas un WebP")
    kind = data[12:16]
    if kind == b"VP8X":
        wide = int.from_bytes(data[24:27], "little") + 1
        return wide, int.from_bytes(data[27:30], "little") + 1
    if kind == b"VP8L":
        bits = int.from_bytes(data[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    width, height = struct.unpack("<HH", data[26:30])
    return width & 0x3FFF, height & 0x3FFF


READERS: dict[str, tuple[str, Callable[[bytes], tuple[int, int]]]] = {
    ".svg": ("image/svg+xml", svg_size),
    ".png": ("image/png", _png),
    ".jpg": ("image/jpeg", _jpeg),
    ".jpeg": ("image/jpeg", _jpeg),
    ".webp": ("image/webp", _webp),
}
