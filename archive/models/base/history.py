"""History of every change, kept by the database whichever way a row was written."""

import pghistory
import pghistory.trigger
import pgtrigger


class ChangedRowsTrigger(pghistory.trigger.Event):
    """Finds the rows that changed without a join of the old and new ones.

    PostgreSQL keeps the plan of the first call in a session. Made for one row it would be a nested loop, which takes
    seconds for thousands.
    """

    def get_func(self, model):
        func = super().get_func(model)
        changed_values = "(SELECT * FROM new_values EXCEPT ALL SELECT * FROM old_values) AS new_values"
        return pgtrigger.Func(func.func.replace("{cond_new_values}", changed_values))


class UpdateEvent(pghistory.UpdateEvent):
    """Records updates, by the trigger above where one SQL statement is recorded as a whole."""

    def add_event_trigger(self, event_model):
        trigger = ChangedRowsTrigger if self.level == pgtrigger.Statement else pghistory.trigger.Event
        register = pgtrigger.register(
            trigger(
                event_model=event_model,
                label=self.label,
                name=self.trigger_name,
                row=self.row,
                operation=self.operation,
                condition=self.condition,
                level=self.level,
            )
        )
        register(event_model.pgh_tracked_model)


def track_history(exclude: tuple[str, ...] = (), level: pgtrigger.Level = pgtrigger.Row):
    """Class decorator: every insert, update and delete leaves an event that nobody can change.

    Generated columns are derived again on restore, so they are excluded by name. With the level ``Statement``, for
    tables of which one SQL statement writes thousands of rows, their events are written by one SQL statement, too.
    """
    return pghistory.track(
        pghistory.InsertEvent(level=level),
        UpdateEvent(level=level),
        pghistory.DeleteEvent(level=level),
        exclude=list(exclude),
        obj_field=pghistory.ObjForeignKey(related_name="history"),
        append_only=True,
    )
