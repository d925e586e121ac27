from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier

import pytest
from cachetools import TTLCache

from archive.search.cache import BoundedCache


def test_value_is_made_once_and_then_found():
    cache, values_made = BoundedCache(10), []
    assert cache.get("a") is None
    assert [cache.get_or_make("a", lambda: values_made.append(1) or "A") for _ in range(3)] == ["A"] * 3
    assert values_made == [1]


def test_none_is_made_again():
    cache, made = BoundedCache(10), []
    assert [cache.get_or_make("a", lambda: made.append(1)) for _ in range(3)] == [None] * 3
    assert (made, len(cache)) == ([1, 1, 1], 0)


def test_the_value_used_longest_ago_goes_first():
    cache = BoundedCache(2)
    cache.put("a", 1)
    cache.put("b", 2)
    assert cache.get("a") == 1
    cache.put("c", 3)
    assert (cache.get("a"), cache.get("b"), cache.get("c")) == (1, None, 3)


def test_limit_in_sizes():
    cache = BoundedCache(10, size_of=len)
    for value in ("1234", "5678", "90"):
        cache.put(value, value)
    assert len(cache) == 3
    cache.put("1234", "12345")  # a new size for an old key
    assert [cache.get(key) for key in ("1234", "5678", "90")] == ["12345", None, "90"]
    cache.put("all", "12345678901")  # larger than the whole cache, so it drives nothing out
    assert (cache.get("all"), len(cache)) == (None, 2)


def test_old_values_are_dropped(monkeypatch):
    now = 0
    monkeypatch.setattr("archive.search.cache.TTLCache", partial(TTLCache, timer=lambda: now))
    cache = BoundedCache(10, max_age=60)
    cache.put("a", 1)
    now = 59
    assert cache.get("a") == 1
    now = 60
    assert (cache.get("a"), len(cache)) == (None, 0)


def test_missing_values_are_made_together():
    cache, asked = BoundedCache(10), []

    def make(keys):
        asked.append(keys)
        return [key.upper() for key in keys]

    assert cache.get_or_make_all(["b", "a", "b"], make) == {"b": "B", "a": "A"}
    assert cache.get_or_make_all(["c", "a"], make) == {"c": "C", "a": "A"}
    assert cache.get_or_make_all(["a", "b", "c"], make) == {"a": "A", "b": "B", "c": "C"}
    assert cache.get_or_make_all([], make) == {}
    assert asked == [["b", "a"], ["c"]]


def test_more_keys_than_the_limit():
    cache = BoundedCache(10)
    found = cache.get_or_make_all(range(25), lambda keys: [key * key for key in keys])
    assert found == {number: number * number for number in range(25)}
    assert len(cache) == 10


def test_threads_get_the_value_stored_first():
    cache, together = BoundedCache(10), Barrier(4)

    def make():
        together.wait(5)
        return object()

    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: cache.get_or_make("a", make), range(4)))
    assert len(set(map(id, found))) == 1


@pytest.mark.parametrize("size_of", [None, lambda value: 1])
def test_threads_with_a_small_limit_get_the_right_values(size_of):
    cache = BoundedCache(10, size_of=size_of)

    def work(first):
        for number in range(300):
            keys = [(first + number + step) % 40 for step in range(15)]
            found = cache.get_or_make_all(keys, lambda missing: [-key for key in missing])
            assert found == {key: -key for key in keys}
            assert cache.get_or_make(first, lambda: -first) == -first
            if number % 50 == 0:
                cache.clear()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(0, 40, 10)))
    assert len(cache) <= 10
