/* The fields of the panel: each has a label, a control and a place for its error. */

import { gettext, interpolate } from "../catalog.mjs";
import { h } from "./dom.mjs";

const CONTROLS = "input, select, textarea";

export function field(name, label, control, { carryOver = null, isWide = true, isCheckbox = false } = {}) {
  const input = control.matches?.(CONTROLS) ? control : control.querySelector(CONTROLS);
  const error = h("p", { class: "field-error", id: `${input.id}-error`, hidden: true });
  if (!input.hasAttribute("aria-describedby")) input.setAttribute("aria-describedby", error.id);
  const hint = h("span", { class: "field-hint", hidden: true });
  const head = h("div", { class: "field-head" }, h("label", { for: input.id }, label), hint, carryOver);
  const parts = isCheckbox
    ? [h("label", { class: "checkbox-label", for: input.id }, control, label), error]
    : [head, control, error];
  return h("div", { class: `workbench-field${isWide ? " is-wide" : ""}`, "data-field": name }, ...parts);
}

/** Shows an error at a field, or removes it with an empty message; false when there is no such field. */
export function setError(root, name, message) {
  const element = root.querySelector(`[data-field="${name}"]`);
  const error = element?.querySelector(".field-error");
  if (!error) return false;
  error.textContent = message;
  error.hidden = !message;
  element.classList.toggle("is-invalid", Boolean(message));
  const input = element.querySelector(CONTROLS);
  if (message) input?.setAttribute("aria-invalid", "true");
  else input?.removeAttribute("aria-invalid");
  return true;
}

export function setHint(root, name, message) {
  const hint = root.querySelector(`[data-field="${name}"] .field-hint`);
  hint.textContent = message;
  hint.hidden = !message;
}

/** `options` are [[value, label], …]. */
export function select(name, options, attributes = {}) {
  return h("select", { id: `choose-${name}`, name, ...attributes }, ...optionElements(options));
}

export function setOptions(input, options, value) {
  input.replaceChildren(...optionElements(options));
  input.value = value;
}

function optionElements(options) {
  return options.map(([value, label]) => h("option", { value }, label));
}

/** A field made from its description in the page's data: {name, kind, label, longest, choices}. */
export function plainField(description, { isWide }) {
  const { name, label, kind } = description;
  return field(name, label, control(description), { isWide, isCheckbox: kind === "flag" });
}

function control({ name, kind, longest, choices }) {
  const attributes = { id: `choose-${name}`, name };
  if (kind === "flag") return h("input", { ...attributes, type: "checkbox" });
  // No attribution is chosen before an editor or a suggestion chooses one.
  if (kind === "choice") return select(name, name === "attribution" ? [["", "–"], ...choices] : choices);
  if (longest === null) return h("textarea", { ...attributes, rows: 2 });
  return h("input", { ...attributes, type: "text", maxlength: longest, autocomplete: "off" });
}

export function setValue(input, kind, value) {
  if (kind === "flag") input.checked = Boolean(value);
  else input.value = value ?? "";
  if (kind === "choice" && input.selectedIndex < 0) input.selectedIndex = 0;
}

export function readValue(input, kind) {
  return kind === "flag" ? input.checked : input.value.trim();
}

/** A toggle: whether the field's value is carried over to the next statement. */
export function carryOverButton(name, label, isPressed, onToggle) {
  const title = interpolate(gettext("Keep for the next statement: %(label)s"), { label });
  const attributes = {
    type: "button",
    class: "carry-over",
    "aria-pressed": String(isPressed),
    "aria-label": title,
    title,
  };
  const button = h("button", attributes, gettext("keep"));
  button.addEventListener("click", () => {
    const pressed = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(pressed));
    onToggle(name, pressed);
  });
  return button;
}
