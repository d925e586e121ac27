/* The list of options under a combobox: keys and groups. */

/** The index that a key leads to; null when the key is not one of the list's, -1 for the input itself. */
export function nextIndex(key, index, count) {
  if (count === 0) return null;
  switch (key) {
    case "ArrowDown":
      return index + 1 < count ? index + 1 : -1;
    case "ArrowUp":
      return index === -1 ? count - 1 : index - 1;
    case "PageDown":
      return Math.min(index + 5, count - 1);
    case "PageUp":
      return Math.max(index - 5, 0);
    default:
      return null;
  }
}

/** [[kind, [option, …]], …] in the order in which the kinds first appear. */
export function groupByKind(options) {
  const groups = new Map();
  for (const option of options) {
    if (!groups.has(option.kind)) groups.set(option.kind, []);
    groups.get(option.kind).push(option);
  }
  return [...groups];
}
