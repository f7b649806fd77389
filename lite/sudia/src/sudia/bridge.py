"""From a notebook's kernel to the page, through the frame (``lite/protocol.md``).

The cell in the page brings a module of its own under this name. Elsewhere nothing is open and
:func:`request` says so.
"""

from __future__ import annotations

import asyncio
import itertools
import json
from typing import Any

AGAIN = 1.0  # seconds before a request that nobody acknowledged is said again
TRIES = 15

_channel: Any = None
_numbers = itertools.count(1)
_acknowledged: dict[str, asyncio.Event] = {}
_replies: dict[str, asyncio.Future[Any]] = {}


def open_channel(name: str) -> None:
    """Listen on the channel *name*. Called by the frame's extension at each start of Python."""
    global _channel
    import js  # only in the browser
    from pyodide.ffi import create_proxy

    if _channel is not None:
        _channel.close()
    _channel = js.BroadcastChannel.new(name)
    _channel.onmessage = create_proxy(lambda event: hear(str(event.data)))


def hear(text: str) -> None:
    """Take in one message of the frame; what is not for us is left alone."""
    message = json.loads(text)
    kind, number = message.get("type"), message.get("id")
    if kind in {"ack", "reply"} and number in _acknowledged:
        _acknowledged[number].set()
    if kind == "reply" and number in _replies and not _replies[number].done():
        _replies[number].set_result(message)


async def request(kind: str, payload: Any) -> Any:
    """Ask the page. RuntimeError, in French, when it refuses or is not there."""
    if _channel is None:
        raise RuntimeError("Ouvrez ce carnet depuis la page de l’exercice : il n’y est pas relié.")
    number = f"python-{next(_numbers)}"
    text = json.dumps(
        {"type": "request", "id": number, "action": kind, "payload": json.dumps(payload)}
    )
    heard = _acknowledged[number] = asyncio.Event()
    answer = _replies[number] = asyncio.get_running_loop().create_future()
    try:
        await _say(text, heard)
        message = await answer
    finally:
        del _acknowledged[number], _replies[number]
    if not message.get("ok"):
        raise RuntimeError(str(message.get("message") or "La page a refusé cette demande."))
    return json.loads(message["payload"])


async def _say(text: str, heard: asyncio.Event) -> None:
    for _ in range(TRIES):
        _channel.postMessage(text)
        try:
            await asyncio.wait_for(heard.wait(), AGAIN)
            return
        except TimeoutError:
            continue
    raise RuntimeError("La page ne répond pas. Rechargez le carnet : votre code est gardé.")
