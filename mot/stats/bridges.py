"""A table as a graph: rows and columns are its two sides, marked cells its edges."""

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from mot.stats.sums import Floats

Flags = NDArray[np.bool_]
Cell = tuple[int, int]


def bridges(marked: Flags) -> list[Cell]:
    """Cells that no circle of marked cells passes through, in O(cells).

    When the marked cells are unknown numbers and the sums of all rows and columns are known, these are
    exactly the unknowns that can be computed: along a circle an amount can move and leave every sum as it is.

    Parameters
    ----------
    marked : array of bool, 2-D

    Returns
    -------
    list of (row, column)

    References
    ----------
    Tarjan (1974), A note on finding the bridges of a graph, Information Processing Letters 2.

    Examples
    --------
    >>> bridges(np.array([[True, True, False], [True, True, True]]))
    [(1, 2)]
    """
    height = len(marked)
    nodes = [(np.flatnonzero(row) + height).tolist() for row in marked]
    nodes += [np.flatnonzero(column).tolist() for column in marked.T]
    seen, lowest = [-1] * len(nodes), [-1] * len(nodes)
    found: list[Cell] = []
    clock = 0
    for root in range(height):
        trail = [(root, -1, iter(nodes[root]))] if seen[root] < 0 else []
        while trail:
            node, parent, rest = trail[-1]
            if seen[node] < 0:
                seen[node] = lowest[node] = clock
                clock += 1
            for other in rest:
                if seen[other] < 0:
                    trail.append((other, node, iter(nodes[other])))
                    break
                if other != parent:
                    lowest[node] = min(lowest[node], seen[other])
            else:
                trail.pop()
                if parent >= 0:
                    lowest[parent] = min(lowest[parent], lowest[node])
                    if lowest[node] > seen[parent]:
                        found.append((min(node, parent), max(node, parent) - height))
    return found


class Circles:
    """Finds the cheapest circle of usable cells through one cell.

    Parameters
    ----------
    price : array of float, 2-D
        What a cell costs, more than 0; infinite where it cannot be used.
    """

    def __init__(self, price: Floats) -> None:
        self._height = len(price)
        self._row, self._column = np.nonzero(np.isfinite(price))
        ends = (self._row, self._column + self._height)
        size = sum(price.shape)
        both = np.concatenate(ends), np.concatenate(ends[::-1])
        self._graph = csr_array((np.arange(len(both[0]), dtype=np.float64), both), shape=(size, size))
        self._order = self._graph.data.astype(np.int64) % len(self._row)

    def through(self, cell: Cell, price: Floats) -> list[Cell]:
        """Cells of the cheapest circle through a cell at these prices, itself included.

        Examples
        --------
        >>> price = np.array([[1.0, 9, 1], [1, 1, 1], [1, 1, 9]])
        >>> sorted(Circles(price).through((0, 0), price))
        [(0, 0), (0, 2), (1, 0), (1, 2)]
        """
        weight = price[self._row, self._column]
        weight[(self._row == cell[0]) & (self._column == cell[1])] = np.inf
        self._graph.data = weight[self._order]
        start, node = cell[0], cell[1] + self._height
        reach, before = dijkstra(self._graph, indices=start, return_predecessors=True)
        if not np.isfinite(reach[node]):
            raise ValueError(f"no circle passes through {cell}")
        circle = [cell]
        while node != start:
            last = int(before[node])
            circle.append((min(node, last), max(node, last) - self._height))
            node = last
        return circle
