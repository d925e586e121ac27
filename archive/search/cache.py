"""A cache for the lifetime of a process: bounded and safe for threads."""

from collections.abc import Callable, Hashable, Iterable
from threading import Lock
from typing import Generic, TypeVar

from cachetools import Cache, LRUCache, TTLCache

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class BoundedCache(Generic[K, V]):
    """The most recently used values, as many as fit into ``limit``; None means no value and is never stored.

    ``limit`` counts values, or the sum of what ``size_of`` says of each (bytes, for example). Values older than
    ``max_age`` seconds are dropped. The lock is held for look-ups only, never while a value is made: two threads may
    make the same value, and all of them get the one that was stored first.
    """

    def __init__(
        self, limit: int, size_of: Callable[[V], int] | None = None, max_age: float | None = None
    ) -> None:
        self.lock = Lock()
        self.values: Cache[K, V] = (
            LRUCache(limit, size_of) if max_age is None else TTLCache(limit, max_age, getsizeof=size_of)
        )

    def __len__(self) -> int:
        with self.lock:
            return len(self.values)

    def get(self, key: K) -> V | None:
        with self.lock:
            return self.values.get(key)

    def put(self, key: K, value: V) -> None:
        """Stores the value unless it alone is larger than the limit."""
        with self.lock:
            self.store(key, value)

    def get_or_make(self, key: K, make: Callable[[], V]) -> V:
        """The stored value, else what ``make`` returns, which is stored unless it is None."""
        cached_value = self.get(key)
        if cached_value is not None:
            return cached_value
        value = make()
        with self.lock:
            return self.first_stored(key, value)

    def get_or_make_all(self, keys: Iterable[K], make: Callable[[list[K]], Iterable[V]]) -> dict[K, V]:
        """The value of each key; ``make`` is called at most once, with the keys that have none, in their order, and
        returns their values in the same order. Complete even where there are more keys than the cache may hold."""
        distinct_keys = dict.fromkeys(keys)
        with self.lock:
            values = {key: value for key in distinct_keys if (value := self.values.get(key)) is not None}
        missing = [key for key in distinct_keys if key not in values]
        if missing:
            pairs = list(zip(missing, make(missing), strict=True))
            with self.lock:
                values |= {key: self.first_stored(key, value) for key, value in pairs}
        return values

    def clear(self) -> None:
        with self.lock:
            self.values.clear()

    def first_stored(self, key: K, value: V) -> V:
        """The value that another thread stored meanwhile, or else this one, which is stored."""
        entry = self.values.get(key)
        if entry is None and value is not None:
            self.store(key, value)
        return value if entry is None else entry

    def store(self, key: K, value: V) -> None:
        if self.values.getsizeof(value) <= self.values.maxsize:
            self.values[key] = value
