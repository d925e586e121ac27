"""The use cases that change the archive: ``(actor, target, values) -> result``, or EditError and nothing written.

Each is one transaction with the write lock; it asks the table of states, and leaves the history and the admin's log.
The pages of the admin, the workbench, the importer and the management commands call them and hold no transaction, lock
or rule of their own.
"""
