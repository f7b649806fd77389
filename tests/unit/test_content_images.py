"""Authors' images: their size is read, and what could run or leave the folder is refused."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mooc.content.images import READERS, ImageRefused, read_image
from mooc.content.svg import SvgRefused, svg_size

OPEN = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '


def svg(inside: str = "", attributes: str = 'viewBox="0 0 80 60"') -> bytes:
    return f"{OPEN}{attributes}>{inside}</svg>".encode()


def png(width: int, height: int) -> bytes:
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunk = struct.pack(">I", 13) + head + struct.pack(">I", zlib.crc32(head))
    return b"\x89PNG\r\n\x1a\n" + chunk


def jpeg(width: int, height: int) -> bytes:
    app = b"\xff\xe0" + struct.pack(">H", 16) + b"JFIF\0" + b"\0" * 9
    frame = b"\xff\xc0" + struct.pack(">HBHH", 17, 8, height, width)
    return b"\xff\xd8" + app + frame + b"\0" * 12


def webp(width: int, height: int) -> bytes:
    size = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return b"RIFF\0\0\0\0WEBPVP8X" + b"\0" * 8 + size


IMAGES = {"a.png": png(80, 60), "b.jpg": jpeg(80, 60), "c.webp": webp(80, 60), "d.svg": svg()}


@pytest.mark.parametrize("name", IMAGES)
def test_size_is_read(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(IMAGES[name])
    image, problem = read_image(tmp_path, name)
    assert image is not None and problem == ""
    assert (image.width, image.height) == (80, 60)
    assert image.mimetype.startswith("image/") and len(image.hash) == 64


@pytest.mark.parametrize(
    "name",
    ["", "../secret.png", "/etc/passwd", "a b.png", "é.png", "no.png", "a.exe", "a.gif", "images",
     "..png", "a.png\x00.svg", "a//b.png", "https://x.example/a.png", "fake.png", "big.png",
     "link.png"],
)  # fmt: skip
def test_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "secret.png").write_bytes(png(1, 1))
    folder = tmp_path / "course"
    (folder / "images").mkdir(parents=True)
    (folder / "a.exe").write_bytes(b"MZ")
    (folder / "fake.png").write_bytes(svg())
    (folder / "big.png").write_bytes(png(80, 60) + b"\0" * 600_000)
    (folder / "link.png").symlink_to(tmp_path / "secret.png")
    image, problem = read_image(folder, name)
    assert image is None and problem


HARMLESS = [
    '<g fill="#fff"><path d="M0 0L1 1"/><text x="1">Bonjour</text></g>',
    '<defs><linearGradient id="a"><stop offset="0"/></linearGradient></defs>'
    '<rect fill="url(#a)" width="3" height="4"/>',
    '<title>Un titre</title><use href="#a"/>',
    "<style>.a{fill:#123}</style>",
]
HOSTILE = [
    "<script>alert(1)</script>",
    '<rect onclick="alert(1)"/>',
    '<rect ONLOAD="alert(1)"/>',
    "<foreignObject><p/></foreignObject>",
    '<a href="#x"><rect/></a>',
    '<image href="https://x.example/a.png"/>',
    '<use href="https://x.example/a.svg#a"/>',
    '<use xlink:href="data:image/svg+xml,x"/>',
    '<rect style="fill:url(https://x.example/a)"/>',
    '<rect fill="url(//x.example/a)"/>',
    '<rect style="fill: u\\72l(x)"/>',
    "<style>@import 'x.css';</style>",
    "<style>.a{background:url(x.png)}</style>",
    '<animate attributeName="href" to="javascript:alert(1)"/>',
    '<set attributeName="onload" to="alert(1)"/>',
    '<h:script xmlns:h="http://www.w3.org/1999/xhtml">alert(1)</h:script>',
    '<rect xmlns:h="http://www.w3.org/1999/xhtml" h:onclick="x"/>',
    '<rect fill="javascript:alert(1)"/>',
    "<g>" * 400 + "</g>" * 400 + "<script/>",
]


@pytest.mark.parametrize("inside", HARMLESS)
def test_svg_shapes_pass(inside: str) -> None:
    assert svg_size(svg(inside)) == (80, 60)


@pytest.mark.parametrize("inside", HOSTILE)
def test_svg_that_acts_is_refused(inside: str) -> None:
    with pytest.raises(SvgRefused):
        svg_size(svg(inside))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<svg/>",
        b"\x89PNG",
        b'<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + svg("&b;"),
        b'<!DOCTYPE svg SYSTEM "file:///etc/passwd">' + svg(),
        b"<html xmlns='http://www.w3.org/1999/xhtml'/>",
        svg(attributes=""),
        svg(attributes='viewBox="0 0 a b"'),
        svg(attributes='viewBox="0 0 inf nan"'),
        svg(attributes='onload="alert(1)" viewBox="0 0 1 1"'),
        svg("<g/>" * 6_000),
        b'<?xml-stylesheet href="https://x.example/a.css"?>' + svg(),
    ],
)
def test_other_documents_are_refused(data: bytes) -> None:
    with pytest.raises(SvgRefused):
        svg_size(data)


def test_svg_size_without_viewbox() -> None:
    assert svg_size(svg(attributes='width="30px" height="20"')) == (30, 20)


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(sorted(READERS)), st.binary(max_size=64), st.sampled_from([*IMAGES.values()])
)
def test_any_bytes_are_read_or_refused(suffix: str, tail: bytes, head: bytes) -> None:
    for data in (tail, head[: len(tail)], head[:20] + tail):
        try:
            width, height = READERS[suffix][1](data)
        except (ImageRefused, SvgRefused, struct.error, IndexError):
            continue
        assert isinstance(width, int) and isinstance(height, int)
