import gc
import weakref

from django.template import engines
from django.test import RequestFactory


class Row:
    pass


def test_nothing_of_a_page_is_left_when_it_is_rendered():
    """The garbage collector would find it later, after many other pages."""
    template = engines["django"].from_string("{% for row in rows %}{{ title }}{% endfor %}")
    rows = [Row(), Row()]
    left = [weakref.ref(row) for row in rows]

    gc.disable()
    try:
        assert (
            template.render({"rows": rows, "title": "Harbour "}, RequestFactory().get("/"))
            == "Harbour Harbour "
        )
        del rows
        assert [reference() for reference in left] == [None, None]
    finally:
        gc.enable()
