/* The roles of a speaker at an event, as far as the statements of this text tell. */

/** {roles, warning}; roles is null when no statement of that speaker at that event is known to the server. */
export function knownRoles(statements, speaker, event, before) {
  const isSame = (statement) =>
    statement.speaker?.id === speaker.id && statement.event?.id === event?.id && !statement.isPending;
  const isKnown = before.roles && before.id !== null && isSame(before);
  const source = isKnown ? before : statements.find((statement) => isSame(statement) && !statement.role);
  return source ? { roles: source.roles, warning: source.role_warning } : { roles: null, warning: "" };
}
