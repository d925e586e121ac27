/* Several choices of one search in one query string. */

function pairsOf(query) {
  return [...new URLSearchParams(query)].filter(([name]) => name !== "page").map((pair) => JSON.stringify(pair));
}

/** `base` with what each of the `choices`, query strings that differ from it in one choice, adds and takes away. */
export function combine(base, choices) {
  const before = pairsOf(base);
  const pairs = new Set(before);
  for (const choice of choices) {
    const after = pairsOf(choice);
    for (const pair of before) if (!after.includes(pair)) pairs.delete(pair);
    for (const pair of after) if (!before.includes(pair)) pairs.add(pair);
  }
  return new URLSearchParams([...pairs].map((pair) => JSON.parse(pair))).toString();
}
