"""The stream that tells an open browser that a file was saved."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator

from flask import Response, current_app, stream_with_context

from mooc.catalogue import library, refresh

# Half a second from the save to the screen: a look costs a millisecond or two.
EVERY = 0.1
# A line now and then, so that a closed browser is noticed and its thread freed.
HEARTBEAT = 10.0
# A browser reconnects by itself; a thread is not held for ever.
LONGEST = 600.0


def stream() -> Response:
    """Server-sent events: ``change`` with a number each time the courses were read again."""
    settings = current_app.extensions["mooc_settings"]

    @stream_with_context
    def events() -> Iterator[str]:
        yield "retry: 500\n\n"
        seen, beat, end = library(), time.monotonic(), time.monotonic() + LONGEST
        while time.monotonic() < end:
            refresh(settings)
            if library() is not seen:
                seen = library()
                yield f"event: change\ndata: {json.dumps({'problems': len(seen.problems)})}\n\n"
            elif time.monotonic() - beat > HEARTBEAT:
                beat = time.monotonic()
                yield ": rien de nouveau\n\n"
            time.sleep(EVERY)

    return Response(events(), mimetype="text/event-stream")


ROUTES = (("/atelier/flux", "stream", stream, ("GET",)),)
