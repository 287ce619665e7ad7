"""What a gap is, and how it is filled.

A gap is filled by a class that extends the moto class which lacks something: it overrides or adds methods, and reaches
what moto does with `super()`. Where moto has a plain function, a function takes its place. `install` puts them in.
"""

import inspect
import sys
import types
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any, TypeVar

from moto.core.base_backend import BaseBackend
from moto.core.model_instances import model_data

Filling = TypeVar("Filling", bound=Callable[..., Any])


@dataclass(frozen=True)
class Gap:
    """Something that moto lacks and the Terraform AWS provider needs."""

    name: str
    """Module and class or function, for example `rds.OwnResourceIds`."""
    lacks: str
    """What moto lacks, and what goes wrong without it: the docstring of the filling."""
    needed_by: tuple[str, ...]
    """The Terraform resources that cannot be applied, re-planned or destroyed without it."""
    filling: Callable[..., Any]
    """The class or function that fills it."""
    replaces: Callable[..., Any]
    """What it takes the place of in moto."""
    routes: tuple[str, ...]
    """URL patterns that moto does not know, in the form of the `url_paths` of moto's services."""


_gaps: dict[str, Gap] = {}


def gap(
    *, needed_by: tuple[str, ...], routes: tuple[str, ...] = (), replaces: Callable[..., Any] | None = None
) -> Callable[[Filling], Filling]:
    """Registers the decorated class or function as the filling of a gap; its docstring says what moto lacks.

    A class replaces the moto class that it extends; a function names the moto function that it replaces.
    """

    def register(filling: Filling) -> Filling:
        name = f"{filling.__module__.rpartition('.')[2]}.{filling.__name__}"
        replaced = filling.__bases__[0] if isinstance(filling, type) else replaces
        if replaced is None or not replaced.__module__.startswith("moto."):
            raise TypeError(f"{name} must extend a class of moto or replace a function of moto, not {replaced}")
        if not filling.__doc__:
            raise TypeError(f"{name} must say in its docstring what moto lacks")
        if name in _gaps:
            raise TypeError(f"{name} is registered twice")
        _gaps[name] = Gap(name, inspect.cleandoc(filling.__doc__), needed_by, filling, replaced, routes)
        return filling

    return register


def registered() -> tuple[Gap, ...]:
    """Every gap, in the order of the names."""
    return tuple(_gaps[name] for name in sorted(_gaps))


def install() -> None:
    """Fills every registered gap in the moto of this process; to be called once, before the server starts."""
    gaps_of_class: dict[type, list[Gap]] = defaultdict(list)
    for each in registered():
        if isinstance(each.replaces, type):
            gaps_of_class[each.replaces].append(each)
        else:
            _rebind(each.replaces, each.filling)
    for moto_class, gaps in gaps_of_class.items():
        _extend(moto_class, gaps)


def kept(backend: BaseBackend, name: str) -> dict[str, Any]:
    """A dictionary for what a gap must remember. It lives in moto's backend: one for each account and region, empty
    after `POST /moto-api/reset`.
    """
    state: dict[str, Any] = vars(backend).setdefault(f"_gap_{name}", {})
    return state


def _extend(moto_class: type, gaps: list[Gap]) -> None:
    """Puts one class that has all the gaps' methods in the place of the moto class."""
    extended = types.new_class(
        moto_class.__name__,
        (*(each.filling for each in gaps), moto_class),
        # moto serializes by the name of a class and finds a service by the module of a class: both stay moto's.
        exec_body=lambda body: body.update(__module__=moto_class.__module__),
    )
    _rebind(moto_class, extended)
    _track(moto_class, extended, gaps)
    _dispatch(moto_class, extended, [route for each in gaps for route in each.routes])


def _rebind(original: Callable[..., Any], replacement: Callable[..., Any]) -> None:
    """Wherever a module of moto names the original, it names the replacement from now on."""
    for module in list(sys.modules.values()):
        if not getattr(module, "__name__", "").startswith("moto."):
            continue
        for name, value in list(vars(module).items()):
            if value is original:
                setattr(module, name, replacement)


def _track(moto_class: type, extended: type, gaps: list[Gap]) -> None:
    """The table of models by which moto's dashboard shows all instances and its reset forgets them has the extended
    class, and not the fillings as models of their own.
    """
    models = model_data[_service_of(moto_class)]
    if moto_class.__name__ in models:
        models[moto_class.__name__] = extended
    for each in gaps:
        models.pop(each.filling.__name__, None)


def _service_of(moto_class: type) -> str:
    return moto_class.__module__.split(".")[1]


def _dispatch(moto_class: type, extended: Any, routes: list[str]) -> None:
    """URLs that moto dispatches to the class go to the extended one, and so do the new routes."""
    url_paths = import_module(f"moto.{_service_of(moto_class)}.urls").url_paths
    for path, handler in url_paths.items():
        if getattr(handler, "__self__", None) is moto_class:
            url_paths[path] = getattr(extended, handler.__name__)
    for route in routes:
        url_paths[route] = extended.dispatch
