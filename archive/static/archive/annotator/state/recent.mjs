/* The speakers, events and themes used last, which the pickers offer first. */

const recent = new Map(); // model name -> choices, the latest first

export function recentChoices(modelName) {
  return recent.get(modelName) ?? [];
}

/** Puts `choices` ({id, label}) at the front. */
export function rememberUse(modelName, ...choices) {
  const known = recentChoices(modelName);
  const ids = new Set(choices.map(({ id }) => id));
  const used = choices.map((choice) => known.find(({ id }) => id === choice.id) ?? choice);
  recent.set(modelName, [...used, ...known.filter(({ id }) => !ids.has(id))]);
}

export async function loadRecent(api, modelName) {
  const { status, body } = await api.choices(modelName, "");
  if (status === 200) recent.set(modelName, body.choices);
}
