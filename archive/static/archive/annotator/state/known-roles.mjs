/* The roles of a speaker at an event, as far as the statements of this text tell. */

/** {roles, warning}; roles is null when no statement of that speaker at that event is known to the server. */
export function knownRoles(statements, speaker, event, before) {
  const isSame = (each) => each.speaker?.id === speaker.id && each.event?.id === event?.id && !each.isPending;
  const isKnown = before.roles && before.id !== null && isSame(before);
  const source = isKnown ? before : statements.find((each) => isSame(each) && !each.role);
  return source ? { roles: source.roles, warning: source.role_warning } : { roles: null, warning: "" };
}
