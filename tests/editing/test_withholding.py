"""Only a publisher withholds former words, and only of what was public."""

import pytest

from archive.editing.errors import EditError, NotAllowedError
from archive.editing.withholding import end_withholding, withhold
from archive.models import Withholding


def test_a_publisher_withholds_and_ends_it(publisher, statement):
    row = withhold(publisher, "statement", statement.pk, "law", " Order 12. ")
    assert (row.reason, row.note, row.history.count()) == ("law", "Order 12.", 1)
    with pytest.raises(EditError, match="already withheld"):
        withhold(publisher, "statement", statement.pk, "error")
    end_withholding(publisher, row)
    assert not Withholding.objects.exists()


def test_an_editor_does_neither(editor, statement):
    row = withhold(None, "statement", statement.pk, "law")
    with pytest.raises(NotAllowedError):
        withhold(editor, "document", statement.document_id, "law")
    with pytest.raises(NotAllowedError):
        end_withholding(editor, row)
    assert Withholding.objects.get() == row


def test_what_was_never_public_is_not_withheld(publisher, draft_statement):
    with pytest.raises(EditError, match="ever public"):
        withhold(publisher, "statement", draft_statement.pk, "law")


def test_the_reason_is_one_of_the_list(publisher, statement):
    with pytest.raises(EditError):
        withhold(publisher, "statement", statement.pk, "whim")


ADD = "/admin/archive/withholding/add/"


@pytest.mark.slow
def test_in_the_admin_the_action_leads_to_the_form(as_publisher, statement):
    chosen = {"action": "withhold_selected", "_selected_action": [statement.pk]}
    response = as_publisher.post("/admin/archive/statement/", chosen)
    assert response.url == f"{ADD}?model_name=statement&object_id={statement.pk}"
    values = {"model_name": "statement", "object_id": statement.pk, "reason": "privacy", "note": ""}
    assert as_publisher.post(ADD, values).status_code == 302
    row = Withholding.objects.get()
    assert "end_selected" in as_publisher.get("/admin/archive/withholding/").text
    as_publisher.post("/admin/archive/withholding/", {"action": "end_selected", "_selected_action": [row.pk]})
    assert not Withholding.objects.exists()


def test_in_the_admin_an_editor_sees_them_and_no_more(as_editor, statement):
    row = withhold(None, "statement", statement.pk, "law")
    assert as_editor.get("/admin/archive/withholding/").status_code == 200
    assert as_editor.get(ADD).status_code == 403
    assert "withhold_selected" not in as_editor.get("/admin/archive/statement/").text
    assert "end_selected" not in as_editor.get("/admin/archive/withholding/").text
    as_editor.post("/admin/archive/withholding/", {"action": "end_selected", "_selected_action": [row.pk]})
    assert Withholding.objects.get() == row


def test_a_withholding_is_never_changed(as_publisher, statement):
    row = withhold(None, "statement", statement.pk, "law")
    url = f"/admin/archive/withholding/{row.pk}/change/"
    assert (
        as_publisher.post(url, {"model_name": "document", "object_id": 1, "reason": "error"}).status_code
        == 403
    )
    assert Withholding.objects.get().reason == "law"


def test_nothing_is_withheld_of_what_was_never_public_in_the_admin(as_publisher, draft_statement):
    values = {"model_name": "statement", "object_id": draft_statement.pk, "reason": "law"}
    response = as_publisher.post(ADD, values, follow=True)
    assert "Nothing with this number was ever public" in response.text
    assert not Withholding.objects.exists()
