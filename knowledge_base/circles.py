"""Circles: what depends on itself, one circle after the other.

>>> list(circles({"egg": ["hen"], "hen": ["egg"], "chick": ["egg"]}))
[['egg', 'hen', 'egg']]
"""

from __future__ import annotations

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

__all__ = ["circles"]


def circles(graph: dict[str, list[str]]) -> Iterator[list[str]]:
    """Cut a graph until nothing in it depends on itself, and yield each circle that was cut.

    Parameters
    ----------
    graph
        What each name depends on; it loses one dependency a circle.

    Yields
    ------
    list of str
        Names each of which the next one depends on; the first declared is both the first and the last.
    """
    order = {name: index for index, name in enumerate(graph)}
    while True:
        try:
            TopologicalSorter(graph).prepare()
        except CycleError as error:
            circle: list[str] = error.args[1][:-1]
            start = min(range(len(circle)), key=lambda index: order[circle[index]])
            circle = [*circle[start:], *circle[:start], circle[start]]
            graph[circle[-1]] = [name for name in graph[circle[-1]] if name != circle[-2]]
            yield circle
        else:
            return
