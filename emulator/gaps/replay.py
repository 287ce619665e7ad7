"""Answers to requests that are sent again."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from typing import Any

StartResponse = Callable[..., Any]
Application = Callable[[dict[str, Any], StartResponse], Iterable[bytes]]

REMEMBERED = 2000
"""Answers that are kept; a client sends again within seconds, or never."""

PATIENCE = 60
"""Seconds that a request waits for the answer to the same one before it, before it is told to come again."""


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

    @property
    def failed(self) -> bool:
        return self.given.is_set() and not self.carried_out


class Replay:
    """Gives a request that is sent again the answer of the first time, when that was carried out.

    A client of AWS that does not get an answer sends the request again, with the same invocation id. On a busy machine
    that happens some times in an apply. moto would carry it out twice, and refuse a name that is taken by now or a rule
    that is gone. Of several that wait for one that fails, one is carried out, and the others wait for that.
    """

    def __init__(self, application: Application, patience: float = PATIENCE) -> None:
        self._application = application
        self._patience = patience
        self._answers: OrderedDict[str, _Answer] = OrderedDict()
        self._lock = threading.Lock()

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        invocation = environ.get("HTTP_AMZ_SDK_INVOCATION_ID")
        if invocation is None:
            return self._application(environ, start_response)
        answer = self._answer_to(invocation, environ)
        if answer is None:
            start_response("503 Service Unavailable", [("Content-Length", "0")])  # which clients of AWS try again
            return []
        start_response(answer.status, answer.headers)
        return [answer.body]

    def _answer_to(self, invocation: str, environ: dict[str, Any]) -> _Answer | None:
        """The answer of this time or of an earlier one; none when an earlier one takes too long."""
        deadline = time.monotonic() + self._patience
        while True:
            answer, is_ours = self._earlier_or_ours(invocation)
            if is_ours:
                return self._carry_out(answer, environ)
            if not answer.given.wait(deadline - time.monotonic()):
                return None
            if answer.carried_out:
                return answer

    def _earlier_or_ours(self, invocation: str) -> tuple[_Answer, bool]:
        """The answer that may still come to an earlier request, or a new one, which is ours to give."""
        with self._lock:
            earlier = self._answers.get(invocation)
            if earlier is not None and not earlier.failed:
                return earlier, False
            ours = self._answers[invocation] = _Answer()
            while len(self._answers) > REMEMBERED:
                self._answers.popitem(last=False)
            return ours, True

    def _carry_out(self, answer: _Answer, environ: dict[str, Any]) -> _Answer:
        def take(status: str, headers: list[tuple[str, str]], _error: Any = None) -> None:
            answer.status, answer.headers = status, headers

        try:
            answer.body = b"".join(self._application(environ, take))
        finally:
            answer.given.set()
        return answer
