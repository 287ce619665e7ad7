"""Requests that a client sends again."""

from collections.abc import Iterable
from typing import Any

from gaps.replay import REMEMBERED, Replay


class Counting:
    """An application that counts what it carries out."""

    def __init__(self, *statuses: str) -> None:
        self.count = 0
        self._statuses = statuses

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        status = self._statuses[min(self.count, len(self._statuses) - 1)]
        self.count += 1
        start_response(status, [("Content-Type", "text/plain")])
        return [b"answer ", str(self.count).encode()]


def ask(application: Replay, invocation: str | None) -> tuple[str, bytes]:
    statuses: list[str] = []
    environ = {} if invocation is None else {"HTTP_AMZ_SDK_INVOCATION_ID": invocation}
    body = b"".join(application(environ, lambda status, headers: statuses.append(status)))
    return statuses[0], body


def test_a_request_that_is_sent_again_is_carried_out_once() -> None:
    moto = Counting("200 OK")
    replay = Replay(moto)

    assert [ask(replay, "one"), ask(replay, "one"), ask(replay, "two")] == [
        ("200 OK", b"answer 1"),
        ("200 OK", b"answer 1"),
        ("200 OK", b"answer 2"),
    ]


def test_a_request_that_failed_is_carried_out_again() -> None:
    replay = Replay(Counting("500 Internal Server Error", "200 OK"))

    assert [ask(replay, "one")[0], ask(replay, "one")[0]] == ["500 Internal Server Error", "200 OK"]


def test_a_request_without_an_invocation_is_carried_out_as_often_as_it_comes() -> None:
    moto = Counting("200 OK")
    replay = Replay(moto)

    ask(replay, None)
    ask(replay, None)

    assert moto.count == 2


def test_old_answers_are_forgotten() -> None:
    moto = Counting("200 OK")
    replay = Replay(moto)
    for number in range(REMEMBERED + 1):
        ask(replay, str(number))

    ask(replay, "0")

    assert moto.count == REMEMBERED + 2
