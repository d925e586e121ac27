/* Which key does what in which context. A row is [action, keys, arguments]; the help dialog is made from the rows. */

const movementRows = (by, back, on) => [
  ["move", [back], { by, forward: false }],
  ["move", [on], { by, forward: true }],
  ["extend", [`Shift+${back}`], { by, forward: false }],
  ["extend", [`Shift+${on}`], { by, forward: true }],
];

const BOUNDARY_ROWS = [
  ["adjust", ["["], { edge: "start", forward: false }],
  ["adjust", ["{"], { edge: "start", forward: true }],
  ["adjust", ["]"], { edge: "end", forward: true }],
  ["adjust", ["}"], { edge: "end", forward: false }],
];

const GLOBAL_ROWS = [
  ["undo", ["Ctrl+z", "u"]],
  ["redo", ["Ctrl+Shift+z", "Ctrl+y", "r"]],
  ["next", ["n"]],
  ["previous", ["b"]],
  ["edit", ["e"]],
  ["duplicate", ["d"]],
  ["remove", ["Delete", "Backspace"]],
  ["nextProposal", ["j"]],
  ["previousProposal", ["k"]],
  ["accept", ["a"]],
  ["reject", ["z"]],
  ["acceptAll", ["Shift+a"]],
  ["markRepeats", ["m"]],
  ["list", ["l"]],
  ["filter", ["f"]],
  ["colour", ["g"]],
  ["panel", ["F6"]],
  ["help", ["?", "F1"]],
];

export const KEYMAP = {
  text: [
    ...movementRows("word", "ArrowLeft", "ArrowRight"),
    ...movementRows("sentence", "ArrowUp", "ArrowDown"),
    ...movementRows("paragraph", "PageUp", "PageDown"),
    ...movementRows("character", "Ctrl+ArrowLeft", "Ctrl+ArrowRight").map(([action, [key], on]) => [
      action,
      [key.replace("Shift+Ctrl", "Ctrl+Shift")],
      on,
    ]),
    ...movementRows("edge", "Home", "End"),
    ...movementRows("text", "Ctrl+Home", "Ctrl+End").map(([action, [key], on]) => [
      action,
      [key.replace("Shift+Ctrl", "Ctrl+Shift")],
      on,
    ]),
    ["select", ["w"], { by: "word" }],
    ["select", ["s"], { by: "sentence" }],
    ["select", ["p"], { by: "paragraph" }],
    ["swap", ["x"]],
    ["collect", ["v"]],
    ["open", ["Enter", " "]],
    ["repeat", ["Shift+Enter"]],
    ["outer", ["o"]],
    ["split", ["c"]],
    ...BOUNDARY_ROWS,
    ["cancel", ["Escape"]],
    ...GLOBAL_ROWS,
  ],
  list: [
    ["next", ["ArrowDown"]],
    ["previous", ["ArrowUp"]],
    ["first", ["Home"]],
    ["last", ["End"]],
    ["edit", ["Enter"]],
    ...BOUNDARY_ROWS,
    ["text", ["Escape", "t"]],
    ...GLOBAL_ROWS,
  ],
  panel: [
    ["cancel", ["Escape"]],
    ["save", ["Ctrl+Enter"]],
    ["panel", ["F6"]],
    ["help", ["F1"]],
  ],
};

const tables = new Map(
  Object.entries(KEYMAP).map(([context, rows]) => [
    context,
    new Map(rows.flatMap(([action, keys, on]) => keys.map((key) => [key, { action, ...on }]))),
  ]),
);

/** "Ctrl+Shift+z"; Command counts as Ctrl, and a letter of another alphabet as the Latin one on its key. */
export function keyName({ key, code = "", ctrlKey, metaKey, shiftKey, altKey }) {
  const letter = /^Key([A-Z])$/.exec(code);
  let name = key.length === 1 && letter && !/^[\x20-\x7e]$/.test(key) ? letter[1].toLowerCase() : key;
  const typed = name.length === 1 && !/^[a-z ]$/i.test(name); // "?" and "{" are typed with Shift or without, by the layout
  if (/^[A-Z]$/.test(name)) name = name.toLowerCase();
  const modifiers = [(ctrlKey || metaKey) && "Ctrl", altKey && !typed && "Alt", shiftKey && !typed && "Shift"];
  return [...modifiers.filter(Boolean), name].join("+");
}

/** {action, …} for a key event in a context (text, list, panel); null when it is the browser's. */
export function actionFor(event, context) {
  if (event.isComposing) return null;
  return tables.get(context)?.get(keyName(event)) ?? null;
}

/** [[action and arguments, [keys]], …] of a context, without the keys that do the same "anywhere". */
export function keyRows(context) {
  const rows = context === "anywhere" ? GLOBAL_ROWS : KEYMAP[context].filter((row) => !GLOBAL_ROWS.includes(row));
  return rows.map(([action, keys, on]) => [[action, ...Object.values(on ?? {})].join("-"), keys]);
}
