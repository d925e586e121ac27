/* Grouping statements by speaker, theme … for filters and for the eight colours. */

const HUE_COUNT = 8;

/** The groups of a statement: [[key, label], …], one for each theme when grouped by theme. */
function groupKeys(statement, field, none) {
  if (field === "theme")
    return statement.themes.length ? statement.themes.map(({ id, label }) => [String(id), label]) : [["none", none]];
  if (field === "speaker") {
    if (statement.speaker) return [[String(statement.speaker.id ?? statement.speaker.label), statement.speaker.label]];
    return [[`voice ${statement.voice} ${statement.voice_label}`, statement.voice_label || statement.voice_name]];
  }
  return [[statement[field], statement[`${field}_label`]]];
}

/** Map of key -> {key, label, count, hue}. The oldest statements get their colours first, so that none changes when one is added; hue 0 is shared by the rest. */
export function groupStatements(statements, field, none) {
  const groups = new Map();
  const oldest = [...statements].sort(
    (a, b) => (typeof a.id === "number" ? a.id : Infinity) - (typeof b.id === "number" ? b.id : Infinity),
  );
  for (const statement of oldest) {
    for (const [key, label] of groupKeys(statement, field, none)) {
      const group = groups.get(key);
      if (group) group.count++;
      else groups.set(key, { key, label, count: 1, hue: groups.size < HUE_COUNT ? groups.size + 1 : 0 });
    }
  }
  return groups;
}

export function hueOf(statement, field, groups) {
  return groups.get(groupKeys(statement, field)[0][0])?.hue ?? 0;
}

/** `filters` is {speaker, theme, state}, each a group's key or "" for all. */
export function matchesFilters(statement, filters) {
  return Object.entries(filters).every(
    ([field, key]) => key === "" || groupKeys(statement, field).some(([groupKey]) => groupKey === key),
  );
}
