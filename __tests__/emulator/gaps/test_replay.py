"""Requests that a client sends again."""

import sys
import threading
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
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


class Slow(Counting):
    """Counts too, and takes its time, so that who asks meanwhile waits."""

    SECONDS = 0.2

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        answer = super().__call__(environ, start_response)
        time.sleep(self.SECONDS)
        return answer


@pytest.fixture
def restless() -> Iterator[None]:
    """Threads that take turns as often as they can, so that two of them meet wherever they may."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


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


@pytest.mark.usefixtures("restless")
def test_requests_that_are_sent_at_once_are_carried_out_once() -> None:
    rounds, senders = 200, 4
    moto = Counting("200 OK")
    replay = Replay(moto)
    together = threading.Barrier(senders)

    def send(_: int) -> None:
        for invocation in range(rounds):
            together.wait()
            ask(replay, str(invocation))

    with ThreadPoolExecutor(senders) as threads:
        list(threads.map(send, range(senders)))

    assert moto.count == rounds


def test_of_requests_that_wait_for_one_that_fails_one_is_carried_out_and_answers_all() -> None:
    waiting = 3
    moto = Slow("500 Internal Server Error", "200 OK")
    replay = Replay(moto)

    with ThreadPoolExecutor(1 + waiting) as threads:
        answers = sorted(threads.map(lambda _: ask(replay, "one"), range(1 + waiting)))

    assert answers == [("200 OK", b"answer 2")] * waiting + [("500 Internal Server Error", b"answer 1")]
    assert moto.count == 2


def test_a_request_that_has_waited_long_enough_is_told_to_come_again_and_not_carried_out() -> None:
    moto = Slow("200 OK")
    replay = Replay(moto, patience=Slow.SECONDS / 10)

    with ThreadPoolExecutor(2) as threads:
        answers = sorted(threads.map(lambda _: ask(replay, "one"), range(2)))

    assert answers == [("200 OK", b"answer 1"), ("503 Service Unavailable", b"")]
    assert moto.count == 1
    assert ask(replay, "one") == ("200 OK", b"answer 1")


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
