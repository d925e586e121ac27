/* Pure: which statements are shown, and in which of eight colours. */

const HUES = 8;

/** What a statement is sorted under: [[key, label], …]; several themes make several. */
export function keysOf(statement, by, none) {
  if (by === "theme") return statement.themes.length ? statement.themes.map(({ id, label }) => [String(id), label]) : [["none", none]];
  if (by === "speaker") {
    if (statement.speaker) return [[String(statement.speaker.id), statement.speaker.label]];
    return [[`voice ${statement.voice} ${statement.voice_label}`, statement.voice_label || statement.voice_name]];
  }
  return [[statement[by], statement[`${by}_label`]]];
}

/** key -> {key, label, count, hue}: colours go by seniority, so that none changes when a statement is added. */
export function groups(statements, by, none) {
  const found = new Map();
  const oldest = [...statements].sort((a, b) => (typeof a.id === "number" ? a.id : Infinity) - (typeof b.id === "number" ? b.id : Infinity));
  for (const statement of oldest) {
    for (const [key, label] of keysOf(statement, by, none)) {
      const group = found.get(key);
      if (group) group.count++;
      else found.set(key, { key, label, count: 1, hue: found.size < HUES ? found.size + 1 : 0 });
    }
  }
  return found;
}

export function hueOf(statement, by, found) {
  return found.get(keysOf(statement, by)[0][0])?.hue ?? 0;
}

/** `wanted` is {speaker, theme, state}, each a key or "" for all. */
export function fits(statement, wanted) {
  return Object.entries(wanted).every(([by, key]) => key === "" || keysOf(statement, by).some(([each]) => each === key));
}
