"""Answers to requests that are sent again."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable
from typing import Any

StartResponse = Callable[..., Any]
Application = Callable[[dict[str, Any], StartResponse], Iterable[bytes]]

REMEMBERED = 2000
"""Answers that are kept; a client sends again within seconds, or never."""


class _Answer:
    """An answer on its way."""

    def __init__(self) -> None:
        self.status = ""
        self.headers: list[tuple[str, str]] = []
        self.body = b""
        self.given = threading.Event()

    @property
    def carried_out(self) -> bool:
        return self.given.is_set() and self.status.startswith("2")


class Replay:
    """Gives a request that is sent again the answer of the first time, when that was carried out.

    A client of AWS that does not get an answer sends the request again, with the same invocation id. On a busy machine
    that happens some times in an apply. moto would carry it out twice, and refuse a name that is taken by now or a rule
    that is gone.
    """

    def __init__(self, application: Application) -> None:
        self._application = application
        self._answers: OrderedDict[str, _Answer] = OrderedDict()
        self._lock = threading.Lock()

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        invocation = environ.get("HTTP_AMZ_SDK_INVOCATION_ID")
        if invocation is None:
            return self._application(environ, start_response)
        with self._lock:
            earlier = self._answers.get(invocation)
        if earlier is not None:
            earlier.given.wait()
        answer = earlier if earlier is not None and earlier.carried_out else self._carry_out(invocation, environ)
        start_response(answer.status, answer.headers)
        return [answer.body]

    def _carry_out(self, invocation: str, environ: dict[str, Any]) -> _Answer:
        answer = _Answer()
        with self._lock:
            self._answers[invocation] = answer
            while len(self._answers) > REMEMBERED:
                self._answers.popitem(last=False)

        def take(status: str, headers: list[tuple[str, str]], _error: Any = None) -> None:
            answer.status, answer.headers = status, headers

        try:
            answer.body = b"".join(self._application(environ, take))
        finally:
            answer.given.set()
        return answer
