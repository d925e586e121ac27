/* What is announced after undo and redo. */

import { gettext, interpolate } from "../catalog.mjs";

const NAMES = {
  marked: gettext("marking"),
  changed: gettext("editing"),
  moved: gettext("moving the boundaries"),
  deleted: gettext("deleting"),
  split: gettext("splitting"),
  repeated: gettext("marking the same words elsewhere"),
  accepted: gettext("accepting"),
  rejected: gettext("rejecting"),
};

/** `command` is one of History, or null when there was none. */
export function undoMessage(command) {
  if (!command) return gettext("There is nothing to undo.");
  return interpolate(gettext("Undone: %(command)s."), { command: NAMES[command.name] });
}

export function redoMessage(command) {
  if (!command) return gettext("There is nothing to redo.");
  return interpolate(gettext("Redone: %(command)s."), { command: NAMES[command.name] });
}
