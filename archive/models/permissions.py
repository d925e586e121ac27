"""Who may do what: two groups, completed after every migration so that no new model is forgotten."""

from django.apps import apps as installed
from django.contrib.auth.models import Group, Permission

EDITORS = "Editors"
PUBLISHERS = "Publishers"
WITHHOLDING = ("add_withholding", "change_withholding", "delete_withholding")
PUBLISHING = ("publish_document", "publish_statement", *WITHHOLDING)


def ensure_groups(using: str = "default", **_signal) -> None:
    """Editors do everything with the archive's models but publish and withhold; publishers do these, too.

    Permissions an administrator added to the groups by hand are kept.
    """
    models = [model for model in installed.get_app_config("archive").get_models() if not is_history(model)]
    names = [
        f"{verb}_{model._meta.model_name}" for model in models for verb in ("add", "change", "delete", "view")
    ]
    names = [name for name in names if name not in WITHHOLDING]
    ours = Permission.objects.using(using).filter(content_type__app_label="archive")
    editors, _created = Group.objects.using(using).get_or_create(name=EDITORS)
    editors.permissions.add(*ours.filter(codename__in=names))
    publishers, _created = Group.objects.using(using).get_or_create(name=PUBLISHERS)
    publishers.permissions.add(*ours.filter(codename__in=[*names, *PUBLISHING]))


def is_history(model) -> bool:
    return hasattr(model, "pgh_tracked_model")
