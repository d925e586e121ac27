from archive.models import Speaker
from tests.factories import make_speaker


def test_any_of_many_ids_is_one_parameter(db, django_assert_num_queries):
    speaker, _other = make_speaker(), make_speaker()
    with django_assert_num_queries(1) as captured:
        assert list(Speaker.objects.filter(pk__any={speaker.pk, -1, *range(10**6, 10**6 + 5_000)})) == [
            speaker
        ]
    assert "= ANY" in captured[0]["sql"]
    assert not Speaker.objects.filter(pk__any=[]).exists()
