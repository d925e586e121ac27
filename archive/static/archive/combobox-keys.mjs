/* What a key does in a list that opens under a box. Pure. */

/** The place after a key, or null where the key is none of the list's; -1 is the box itself. */
export function moved(key, at, count) {
  if (count === 0) return null;
  switch (key) {
    case "ArrowDown":
      return at + 1 < count ? at + 1 : -1;
    case "ArrowUp":
      return at === -1 ? count - 1 : at - 1;
    case "PageDown":
      return Math.min(at + 5, count - 1);
    case "PageUp":
      return Math.max(at - 5, 0);
    default:
      return null;
  }
}

/** [[kind, [option, …]], …] in the order in which kinds come first. */
export function grouped(options) {
  const groups = new Map();
  for (const option of options) {
    if (!groups.has(option.kind)) groups.set(option.kind, []);
    groups.get(option.kind).push(option);
  }
  return [...groups];
}

/** "3 suggestions", with the words for none, one and more that the page brings along. */
export function told(count, words) {
  const [none, one, more] = words;
  if (count === 0) return none;
  return (count === 1 ? one : more).replace("%s", String(count));
}
