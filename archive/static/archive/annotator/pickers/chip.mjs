/* One of several choices in a picker. */

import { gettext, interpolate } from "../catalog.mjs";
import { h } from "../ui/dom.mjs";

function button(symbol, name, attributes) {
  return h("button", { type: "button", "aria-label": name, title: name, ...attributes }, symbol);
}

/** With its place where it is one of `ordered` choices, more than one, whose order counts; it can be moved and removed. */
export function chip(label, index, ordered) {
  const earlier = interpolate(gettext("Move %(label)s one place earlier"), { label });
  return h(
    "span",
    { class: "chip" },
    ordered > 1 && index > 0 ? button("←", earlier, { "data-index": index, "data-move": true }) : null,
    ordered > 1 ? `${index + 1}. ${label}` : label,
    button("×", interpolate(gettext("Remove %(label)s"), { label }), { "data-index": index }),
  );
}
