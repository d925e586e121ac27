/* The speakers, events and themes used last, which the pickers offer first. */

const recent = new Map(); // model name -> choices, the latest first

export function recentChoices(modelName) {
  return recent.get(modelName) ?? [];
}

/** Puts `choices` ({id, label}) at the front. */
export function rememberUse(modelName, ...choices) {
  const earlier = recentChoices(modelName);
  const ids = new Set(choices.map(({ id }) => id));
  const newest = choices.map((choice) => earlier.find(({ id }) => id === choice.id) ?? choice);
  recent.set(modelName, [...newest, ...earlier.filter(({ id }) => !ids.has(id))]);
}

export async function loadRecent(api, modelName) {
  const { status, body } = await api.choices(modelName, "");
  if (status === 200) recent.set(modelName, body.choices);
}
