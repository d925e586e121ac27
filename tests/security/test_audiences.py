"""Every address says for whom it is."""

from .audiences import MODELS, NAMED, PAGES, Address, addresses, audience_of


def test_every_address_declares_its_audience():
    assert [address for address in addresses() if audience_of(address) is None] == []


def test_nothing_is_declared_that_is_not_there():
    names = {address.name for address in addresses()}
    assert sorted(set(NAMED) - names) == []
    assert [model for model in MODELS if f"admin:{model}_changelist" not in names] == []
    ends = {name.removeprefix(f"admin:{model}_") for name in names for model in MODELS if model in name}
    assert sorted(PAGES - ends) == []


def test_a_new_address_would_be_noticed():
    new = [
        Address("", "admin/archive/document/<int:pk>/print/"),
        Address("admin:archive_document_print", "x"),
    ]
    new += [
        Address("export_all", "all.csv"),
        Address("admin:archive_secret_changelist", "x"),
        Address("", "all.csv"),
    ]
    assert [audience_of(address) for address in new] == [None] * 5
