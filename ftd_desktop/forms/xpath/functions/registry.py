"""How a function declares itself: name, parameters, result."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final

Implementation = Callable[..., Any]


class Kind(Enum):
    """The kind of a value, as far as it is known before evaluation."""

    STRING = "s"
    NUMBER = "n"
    BOOLEAN = "b"
    NODES = "N"
    ANY = "v"


@dataclass(frozen=True, slots=True)
class Function:
    """One function. `implementation(scope, *arguments)` gets its arguments converted to `parameters`.

    `least` to `most` arguments (`most` None: any number); the last parameters repeat, as many as `repeated`.
    `lazy` ones get their arguments as closures over the scope instead, uncoverted: `if` must not evaluate both ways.
    `origin` is "odk", "javarosa" or "xpath" (refused by ODK Collect).
    """

    name: str
    parameters: tuple[Kind, ...]
    least: int
    most: int | None
    result: Kind
    implementation: Implementation
    lazy: bool = False
    origin: str = "odk"
    repeated: int = 1

    def accepts(self, count: int) -> bool:
        """Whether so many arguments will do."""
        if self.most is None:
            return count >= self.least and (count - self.least) % self.repeated == 0
        return self.least <= count <= self.most

    def parameter(self, index: int) -> Kind:
        """The kind of the argument at that place, from 0."""
        if index < len(self.parameters):
            return self.parameters[index]
        start = len(self.parameters) - self.repeated
        return self.parameters[start + (index - start) % self.repeated]


class Table:
    """The functions of one room."""

    def __init__(self) -> None:
        self.functions: list[Function] = []

    def add(self, signature: str, *names: str, lazy: bool = False, origin: str = "odk",
            repeated: int = 1) -> Callable[[Implementation], Implementation]:
        """Register under `names`.

        `signature` is "parameters>result" in the letters of Kind; "?" after a parameter makes it optional, "*" at the
        end lets the last `repeated` ones stand any number of times, also none: "sn?>s", "sv*>s".
        """
        parameters, _, result = signature.partition(">")
        kinds = tuple(Kind(letter) for letter in parameters if letter.isalpha())
        least = len(kinds) - (repeated if parameters.endswith("*") else parameters.count("?"))
        most = None if parameters.endswith("*") else len(kinds)

        def register(implementation: Implementation) -> Implementation:
            for name in names:
                self.functions.append(Function(name, kinds, least, most, Kind(result), implementation, lazy, origin,
                                               repeated))
            return implementation

        return register


NAN: Final = float("nan")
