"""Acts: what a life of the company is made of, each with how often it is to happen.

Hypothesis leaves each rule of a machine out of about half of the examples, and picks among the others evenly: a life of
an order, which takes eight different acts in a row, would seldom get far. So the machine has one rule, which picks an
act by its weight, and draws what the act asks for.
"""

from collections.abc import Callable
from inspect import signature
from typing import Any

from hypothesis import strategies as st

_MARK = "_act"


def act(
    weight: int, when: Callable[[Any], bool] = lambda _: True, **drawn: st.SearchStrategy[Any]
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """An act of the machine: drawn in proportion to `weight` while `when` holds, with arguments from `drawn`.

    One that has a parameter `data` draws the rest itself.
    """

    def mark(function: Callable[..., None]) -> Callable[..., None]:
        setattr(function, _MARK, (weight, when, drawn))
        return function

    return mark


def perform_one(machine: Any, data: st.DataObject) -> None:
    """Draw an act and its arguments, and do it."""
    found = {name: getattr(getattr(type(machine), name), _MARK, None) for name in dir(type(machine))}
    possible = [name for name, one in found.items() if one and one[1](machine) for _ in range(one[0])]
    name = data.draw(st.sampled_from(possible), label="act")
    do, drawn = getattr(machine, name), found[name][2]
    arguments = {argument: data.draw(strategy, label=argument) for argument, strategy in drawn.items()}
    do(**arguments, **({"data": data} if "data" in signature(do).parameters else {}))
