"""History of every change, kept by the database whichever way a row was written."""

import pghistory


def track_history(exclude: tuple[str, ...] = ()):
    """Class decorator: every insert, update and delete leaves an event that nobody can change.

    Generated columns are derived again on restore, so they are excluded by name.
    """
    return pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        exclude=list(exclude),
        obj_field=pghistory.ObjForeignKey(related_name="history"),
        append_only=True,
    )
