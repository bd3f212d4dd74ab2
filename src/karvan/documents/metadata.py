"""What a page says about itself: title, date of publication, site and language."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from karvan.documents.dates import date_in, iso_day
from karvan.vocabulary.agencies import known_agency

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# the plainest statement first
_DATE_KEYS = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "citation_publication_date",
    "citation_date", "dc.date.issued", "dcterms.issued", "dc.date.created", "dcterms.created", "dc.date", "dcterms.date",
    "parsely-pub-date", "sailthru.date", "publishdate", "publish-date", "publish_date", "published", "pubdate", "publication_date",
    "article.published", "cxenseparse:recs:publishtime", "date",
)  # fmt: skip
_SITE_KEYS = (
    "og:site_name",
    "citation_journal_title",
    "dc.publisher",
    "dcterms.publisher",
    "publisher",
    "application-name",
)
_TITLE_KEYS = ("og:title", "dc.title", "twitter:title")
_ARTICLE = ("article", "report", "posting", "statement", "release")
_CUTS = re.compile(r"\s+[|–—·»:-]+\s+")
_NODES_MOST = 20_000


class PageMetadata(NamedTuple):
    """What is known about a page; None where it doesn't say."""

    title: str | None = None
    published: dt.date | None = None
    publisher: str | None = None
    language: str | None = None


def read_metadata(tree: HtmlElement) -> PageMetadata:
    """Title, date, site and language, from `meta` elements, JSON-LD and the elements of the page."""
    stated: dict[str, str] = {}
    for element in tree.iter("meta"):
        key = element.get("property") or element.get("name") or element.get("itemprop") or ""
        if (content := " ".join((element.get("content") or "").split())) and key:
            stated.setdefault(key.lower(), content)
    linked = list(_linked_data(tree))
    article = next((node for node in linked if _is_article(node)), {})
    site = _first(stated, _SITE_KEYS) or _name(article.get("publisher")) or _name_of_site(linked)
    return PageMetadata(
        title=_title(tree, stated, article, site),
        published=_published(tree, stated, article, linked),
        publisher=(known_agency(site) or site) if site else None,
        language=_language(tree),
    )


def _published(
    tree: HtmlElement, stated: dict[str, str], article: dict[str, Any], linked: list[dict[str, Any]]
) -> dt.date | None:
    for node in (article, *linked):
        if day := _day(node.get("datePublished")):
            return day
    for key in _DATE_KEYS:
        if day := _day(stated.get(key)):
            return day
    times = list(tree.iter("time"))
    marked = [time for time in times if time.get("pubdate") is not None or time.get("itemprop") == "datePublished"]
    inside = [
        time for time in times if any(above.tag in {"article", "main", "header"} for above in time.iterancestors())
    ]
    for time in (*marked, *inside, *times[:1]):
        if day := _day(time.get("datetime") or time.text_content()):
            return day
    for element in tree.xpath("//*[@itemprop='datePublished']"):
        if day := _day(element.get("content") or element.text_content()):
            return day
    return None


def _day(stated: object) -> dt.date | None:
    if not isinstance(stated, str):
        return None
    if day := iso_day(stated):
        return day
    written = date_in(stated, 0, min(len(stated), 80))
    return written.whole if written else None


def _title(tree: HtmlElement, stated: dict[str, str], article: dict[str, Any], site: str | None) -> str | None:
    """The headline without the name of the site."""
    headline = article.get("headline")
    if isinstance(headline, str) and headline.strip():
        return " ".join(headline.split())
    outer = _first(stated, _TITLE_KEYS) or next(
        (_words(element) for element in tree.iter("title") if _words(element)), None
    )
    tops = [words for element in tree.iter("h1") if (words := _words(element))]
    for top in tops:
        if outer and top.casefold() in outer.casefold() and top != site:
            return top
    if outer is None:
        return tops[0] if tops and len(tops[0]) < 300 else None
    parts = _CUTS.split(outer)
    if len(parts) > 1 and site and parts[-1].casefold() in {site.casefold(), *site.casefold().split("|")}:
        return outer[: outer.rindex(parts[-1])].rstrip(" |–—·»:-")
    return outer


def _linked_data(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """Every object of every JSON-LD block."""
    for script in tree.iter("script"):
        if (script.get("type") or "").lower().strip() != "application/ld+json" or not script.text:
            continue
        try:
            stack: list[Any] = [json.loads(script.text, strict=False)]
        except (ValueError, RecursionError):
            continue
        for _ in range(_NODES_MOST):
            if not stack:
                break
            node = stack.pop()
            if isinstance(node, dict):
                yield node
                stack.extend(reversed([value for value in node.values() if isinstance(value, dict | list)]))
            elif isinstance(node, list):
                stack.extend(reversed(node))


def _is_article(node: dict[str, Any]) -> bool:
    kinds = node.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(name, str) and name.lower().endswith(_ARTICLE) for name in names)


def _name(node: object) -> str | None:
    if isinstance(node, list):
        node = node[0] if node else None
    name = node.get("name") if isinstance(node, dict) else node
    return " ".join(name.split()) or None if isinstance(name, str) and "://" not in name else None


def _name_of_site(linked: list[dict[str, Any]]) -> str | None:
    return next((name for node in linked if node.get("@type") == "WebSite" and (name := _name(node))), None)


def _language(tree: HtmlElement) -> str | None:
    code = (tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or "").lower()
    return code[:2] if re.match(r"[a-z]{2}(?:[-_]|\Z)", code) else None


def _first(stated: dict[str, str], keys: tuple[str, ...]) -> str | None:
    return next((stated[key] for key in keys if stated.get(key)), None)


def _words(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())
