"""Memory over many documents: one process, one document after the other, no two alike.

    uv run python benchmarks/memory.py [--documents 100000] [--caches] [--quick]

The documents are made out of the example and the texts of tests/truth: other numbers, years, countries, names and words,
sentences in another order, every tenth as a page of HTML. Each is read from a file and checked as `karvan check --jobs 1`
does. Printed is the memory of the process (resident, in MB) ten times on the way; flat is what is wanted once everything
has been loaded. `--caches` lists what the caches hold in the end.
"""

from __future__ import annotations

import argparse
import functools
import gc
import random
import re
import resource
import string
import sys
import tempfile
import time
from collections.abc import Iterator
from html import escape
from itertools import islice
from pathlib import Path

import karvan
from karvan.nouns import Failure
from karvan.vocabulary.countries import names
from truths import TRUTHS, cases

SEED = "memory"
FILES = 64
"""Paths in turn: more than a run looks ahead, so that no document is overwritten before it is read."""
WORD = re.compile(r"[^\W\d_]{4,}")
NUMBER = re.compile(r"\d+")
SENTENCE = re.compile(r"(?<=[a-z][.])\s(?=[A-Z])")


def documents(chance: random.Random) -> Iterator[str]:
    """Texts without end, each made out of another."""
    texts = [case.text for case in cases([TRUTHS])]
    countries = sorted({name.text for name in names() if name.kind == "name" and name.text.isalpha()})
    while True:
        for text in texts:
            yield varied(text, countries, chance)


def varied(text: str, countries: list[str], chance: random.Random) -> str:
    """The text with other numbers, countries, names and words, and its sentences in another order.

    >>> varied("Trade of Kenya rose to 48.7 in 2023.", ["Chad", "Kenya", "Oman", "Peru"], random.Random("s7"))
    'Rywug of Peru rose to 44.7 in 2019.'
    """
    known, shift, others = set(countries), chance.randint(-9, 2), dict[str, str]()

    def word(found: re.Match[str]) -> str:
        old = found[0]
        if old in known:
            return others.setdefault(old, chance.choice(countries))
        # a name or word in forty is one that was never met
        return others.setdefault(old, made_up(old, chance) if chance.random() < 0.025 else old)

    def number(found: re.Match[str]) -> str:
        old = found[0]
        if len(old) == 4 and old[:2] in {"19", "20"}:
            return str(int(old) + shift)
        return old[0] + "".join(chance.choice(string.digits) for _ in old[1:])

    changed = NUMBER.sub(number, WORD.sub(word, text))
    head, *paragraphs = changed.split("\n")
    return "\n".join((head, *(shuffled(paragraph, chance) for paragraph in paragraphs)))


def made_up(word: str, chance: random.Random) -> str:
    """Another word of this length, a capital where it had one."""
    letters = "".join(chance.choice(string.ascii_lowercase) for _ in word)
    return letters.capitalize() if word[0].isupper() else letters


def shuffled(paragraph: str, chance: random.Random) -> str:
    first, *rest = SENTENCE.split(paragraph)
    chance.shuffle(rest)
    return " ".join((first, *rest))


def files(folder: Path, chance: random.Random) -> Iterator[Path]:
    """The documents as files, every tenth a page."""
    for place, text in enumerate(documents(chance)):
        html = place % 10 == 9
        path = folder / f"{place % FILES:02}-{'page.html' if html else 'text.txt'}"
        for old in folder.glob(f"{place % FILES:02}-*"):
            old.unlink()
        path.write_text(page(text) if html else text, "utf-8")
        yield path


def page(text: str) -> str:
    head, *lines = [escape(line) for line in text.split("\n") if line.strip()]
    body = "\n".join(f"<p>{line}</p>" for line in lines)
    return f"<!doctype html><html lang='en'><head><title>{head}</title></head><body><article><h1>{head}</h1>\n{body}\n</article></body></html>"


def resident() -> float:
    """Megabytes of the process that lie in memory."""
    statm = Path("/proc/self/statm")
    if statm.exists():
        return int(statm.read_text().split()[1]) * resource.getpagesize() / 1e6
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss  # the most there ever was: kilobytes, on macOS bytes
    return most / (1e6 if sys.platform == "darwin" else 1e3)


def caches() -> Iterator[tuple[int, int | None, str]]:
    """What every cache of karvan and of what it stands on holds: entries, the most it may hold, its function."""
    kind = type(functools.lru_cache(resident))
    for each in gc.get_objects():
        if isinstance(each, kind) and (info := each.cache_info()).currsize > 100:
            yield info.currsize, info.maxsize, f"{each.__module__}.{each.__qualname__}"


def main() -> None:
    """Prints documents done, memory and speed, ten times."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--caches", action="store_true", help="list what the caches hold in the end")
    parser.add_argument("--quick", action="store_true", help="twenty documents, so that this does not rot")
    asked = parser.parse_args()
    wanted = 20 if asked.quick else asked.documents
    step = max(1, wanted // 10)
    print("| documents | MB | a second |\n| ---: | ---: | ---: |", flush=True)
    with tempfile.TemporaryDirectory() as room:
        sources = islice(files(Path(room), random.Random(SEED)), wanted)
        began = time.perf_counter()
        for done, result in enumerate(karvan.check_all(sources, jobs=1), 1):
            if isinstance(result, Failure):
                raise SystemExit(f"{result.document}: {result.what}")
            if done % step == 0:
                print(f"| {done:,} | {resident():.1f} | {step / (time.perf_counter() - began):.1f} |", flush=True)
                began = time.perf_counter()
    if asked.caches:
        for size, most, name in sorted(caches(), reverse=True):
            print(f"{size:>8} of {most}: {name}")


if __name__ == "__main__":
    main()
