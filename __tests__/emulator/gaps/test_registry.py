"""The list of gaps."""

import importlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from gaps import registry
from gaps.registry import Gap, gap, registered
from moto.core.exceptions import ServiceException
from moto.s3.utils import parse_region_from_url

GAPS = registered()


def probed() -> set[Callable[..., Any]]:
    """What the tests of this folder are marked to fill."""
    modules = [importlib.import_module(path.stem) for path in Path(__file__).parent.glob("test_*.py")]
    functions = [value for module in modules for value in vars(module).values()]
    marks = [mark for function in functions for mark in getattr(function, "pytestmark", [])]
    return {filling for mark in marks if mark.name == "fills" for filling in mark.args}


@pytest.mark.parametrize("each", GAPS, ids=lambda each: each.name)
def test_every_gap_has_a_probe_that_shows_it_is_still_needed(each: Gap) -> None:
    assert each.filling in probed()


def test_every_probe_is_for_a_registered_gap() -> None:
    assert probed() <= {each.filling for each in GAPS}


@pytest.mark.parametrize("each", GAPS, ids=lambda each: each.name)
def test_every_gap_says_what_moto_does_wrong_and_which_resources_need_it(each: Gap) -> None:
    assert each.lacks.startswith(("moto ", "moto's "))
    assert each.needed_by
    assert all(resource.startswith("aws_") for resource in each.needed_by)


def test_a_gap_without_an_explanation_is_refused() -> None:
    with pytest.raises(TypeError, match="must say in its docstring what moto lacks"):

        @gap(needed_by=("aws_s3_bucket",))
        class Unexplained(ServiceException):
            pass


def test_a_gap_that_extends_nothing_of_moto_is_refused() -> None:
    with pytest.raises(TypeError, match="must extend a class of moto or replace a function of moto"):

        @gap(needed_by=("aws_s3_bucket",))
        class Unrelated:
            """moto has no such class."""


def test_a_gap_cannot_be_registered_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_gaps", {})

    def register() -> None:
        @gap(needed_by=("aws_s3_bucket",), replaces=parse_region_from_url)
        def twice() -> None:
            """moto lacks nothing here."""

    with pytest.raises(TypeError, match="test_registry.twice is registered twice"):
        register()
        register()
