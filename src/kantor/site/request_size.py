"""Requests that are too large are not read: the application sees what they say of their size and an empty body, and can answer at once."""

from collections.abc import Awaitable, Callable, Coroutine, Mapping
from typing import Any

Scope = dict[str, Any]
Message = Mapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Coroutine[Any, Any, None]]
LENGTH = b"content-length"
NOTHING: Message = {"type": "http.request", "body": b"", "more_body": False}


def bounded(application: Application, most_bytes: int) -> Application:
    """Around a web application. A body that does not say how long it is, is counted, and cut off where it is too long."""

    async def serve(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await application(scope, receive, send)
            return
        stated = dict(scope["headers"]).get(LENGTH, b"")
        is_too_long = stated.isdigit() and int(stated) > most_bytes
        come, is_over = 0, False

        async def take() -> Message:
            nonlocal come, is_over
            if is_over:  # whoever asks again waits for the end of the connection; the rest of the body is thrown away
                while (message := await receive())["type"] == "http.request":
                    pass
                return message
            if is_too_long:
                is_over = True
                return NOTHING
            message = await receive()
            come += len(message.get("body", b""))
            if come > most_bytes:
                is_over = True
                # The application makes its request of the headers behind the last piece of the body.
                scope["headers"] = [*((name, value) for name, value in scope["headers"] if name != LENGTH), (LENGTH, b"%d" % come)]
                return NOTHING
            return message

        await application(scope, take, send)

    return serve
