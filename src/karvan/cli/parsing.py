"""A command's signature is its syntax: `*documents: str` and keyword-only options with their types.

The commands need flags, values, choices and a list of documents; a quarter of a second for importing a library that
can do everything else is half of what a whole check may take.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Sequence
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin

from karvan.cli.saying import nearest
from karvan.nouns.errors import UsageError

Command = Callable[..., int]


class Parameter(NamedTuple):
    """One option or positional argument of a command."""

    name: str
    """As the function has it."""
    names: tuple[str, ...]
    """As users type it, the short one first; for a positional argument its name in capitals."""
    kind: type
    choices: tuple[str, ...]
    default: Any
    positional: bool
    many: bool

    @property
    def flag(self) -> bool:
        return self.kind is bool

    @property
    def required(self) -> bool:
        return self.default is inspect.Parameter.empty and not self.many

    def converted(self, given: str, typed: str) -> Any:
        """The value of what was typed."""
        if self.choices and given not in self.choices:
            raise UsageError(f"`{given}` is no value of `{typed}`", hint=f"one of {', '.join(self.choices)}")
        if self.kind is int and not given.removeprefix("-").isdecimal():
            raise UsageError(f"`{typed}` takes a whole number, not `{given}`")
        return given if self.choices else self.kind(given)


def parameters(command: Command) -> tuple[Parameter, ...]:
    """What a command takes, in the order of its signature.

    >>> def greet(*people: str, loud: Annotated[bool, "-l"] = False) -> int: ...
    >>> [parameter.names for parameter in parameters(greet)]
    [('PEOPLE',), ('-l', '--loud')]
    >>> def sing(*, softly: bool = True) -> int: ...
    >>> parameters(sing)[0].names, bound(sing, ["--no-softly"], called="sing")[1]
    (('--no-softly',), {'softly': False})
    """
    return tuple(map(_parameter, inspect.signature(command, eval_str=True).parameters.values()))


def bound(command: Command, words: Sequence[str], *, called: str) -> tuple[list[Any], dict[str, Any]]:
    """The arguments of the command out of the words of the call; `called` is how the user named it.

    >>> def greet(*people: str, loud: bool = False, times: int = 1) -> int: ...
    >>> bound(greet, ["Ann", "--times=2", "-", "--loud"], called="greet")
    (['Ann', '-'], {'times': 2, 'loud': True})
    """
    takes = parameters(command)
    options = {name: parameter for parameter in takes if not parameter.positional for name in parameter.names}
    hint = f"`karvan {called} --help` shows how"
    given: dict[str, Any] = {}
    loose: list[str] = []
    for option, value in _split(words, options, hint):
        if option is None:
            loose.append(value or "")
            continue
        parameter = options[option]
        if parameter.name in given and not parameter.flag:
            raise UsageError(f"`{option}` is given twice", hint=hint)
        given[parameter.name] = not parameter.default if value is None else parameter.converted(value, option)
    return _positional(loose, [parameter for parameter in takes if parameter.positional], hint), given


def _split(words: Sequence[str], options: dict[str, Parameter], hint: str) -> Iterator[tuple[str | None, str | None]]:
    """Pairs of an option and its value (None for a flag), or of None and a positional word."""
    waiting = iter(words)
    for word in waiting:
        if word == "--":
            yield from ((None, rest) for rest in waiting)
        elif word == "-" or not word.startswith("-"):
            yield None, word
        elif word.startswith("--"):
            name, equals, value = word.partition("=")
            yield name, _value(_known(name, options, hint), name, value if equals else None, waiting, hint)
        else:
            yield from _short(word, options, waiting, hint)


def _short(
    word: str, options: dict[str, Parameter], waiting: Iterator[str], hint: str
) -> Iterator[tuple[str | None, str | None]]:
    """`-q`, `-qv`, `-f json`, `-fjson`."""
    for place in range(1, len(word)):
        name = f"-{word[place]}"
        parameter = _known(name, options, hint)
        if parameter.flag:
            yield name, None
        else:
            yield name, _value(parameter, name, word[place + 1 :].removeprefix("=") or None, waiting, hint)
            return


def _known(name: str, options: dict[str, Parameter], hint: str) -> Parameter:
    if name in options:
        return options[name]
    meant = nearest(name, (known for known in options if known.startswith("--")), all_of="options") if options else ""
    raise UsageError(f"there is no option `{name}`", hint=meant if meant.startswith("did you") else hint)


def _value(parameter: Parameter, name: str, value: str | None, waiting: Iterator[str], hint: str) -> str | None:
    if parameter.flag:
        if value is not None:
            raise UsageError(f"`{name}` takes no value", hint=hint)
        return None
    if value is None:
        value = next(waiting, None)
    if value is None or (value.startswith("--") and len(value) > 2):
        raise UsageError(f"`{name}` needs a value", hint=hint)
    return value


def _positional(loose: list[str], takes: list[Parameter], hint: str) -> list[Any]:
    made: list[Any] = []
    for parameter in takes:
        if parameter.many:
            made += [parameter.converted(word, parameter.names[0]) for word in loose]
            loose = []
        elif loose:
            made.append(parameter.converted(loose[0], parameter.names[0]))
            loose = loose[1:]
        elif parameter.required:
            raise UsageError(f"{parameter.names[0]} is missing", hint=hint)
    if loose:
        raise UsageError(f"there is no use for `{loose[0]}`", hint=hint)
    return made


def _parameter(parameter: inspect.Parameter) -> Parameter:
    kind, short = parameter.annotation, ()
    if get_origin(kind) is Annotated:
        kind, *short = get_args(kind)
    if get_origin(kind) in {Union, UnionType}:
        kind = next(each for each in get_args(kind) if each is not NoneType)
    choices: tuple[str, ...] = get_args(kind) if get_origin(kind) is Literal else ()
    positional = parameter.kind is not inspect.Parameter.KEYWORD_ONLY
    typed = parameter.name.rstrip("_").replace("_", "-")  # `from_`, because `from` is Python's
    if kind is bool and parameter.default is True:
        typed = f"no-{typed}"  # what is on unless it is turned off
    names = (parameter.name.upper(),) if positional else (*short, f"--{typed}")
    return Parameter(
        name=parameter.name, names=names, kind=str if choices else kind, choices=choices, default=parameter.default,
        positional=positional, many=parameter.kind is inspect.Parameter.VAR_POSITIONAL,
    )  # fmt: skip
