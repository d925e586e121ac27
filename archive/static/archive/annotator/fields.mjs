/* The fields of the panel: each has a label, what is typed or chosen, and a place for what is wrong with it. */

import { h, say } from "./page.mjs";

export function field(name, label, control, { keep = null, wide = true, tick = false } = {}) {
  const input = control.matches?.("input, select, textarea") ? control : control.querySelector("input, select, textarea");
  const error = h("p", { class: "wrong-words", id: `${input.id}-error`, hidden: true });
  if (!input.hasAttribute("aria-describedby")) input.setAttribute("aria-describedby", error.id);
  const named = h("label", { for: input.id }, label);
  const head = h("div", { class: "field-head" }, named, h("span", { class: "guessed", hidden: true }), keep);
  const inner = tick ? [h("label", { class: "tick", for: input.id }, control, label), error] : [head, control, error];
  return h("div", { class: `bench-field${wide ? " is-wide" : ""}`, "data-field": name }, ...inner);
}

export function fail(root, name, message) {
  const place = root.querySelector(`[data-field="${name}"]`);
  const error = place?.querySelector(".wrong-words");
  if (!error) return false;
  error.textContent = message;
  error.hidden = !message;
  place.classList.toggle("is-wrong", Boolean(message));
  const input = place.querySelector("input, select, textarea");
  if (message) input?.setAttribute("aria-invalid", "true");
  else input?.removeAttribute("aria-invalid");
  return true;
}

export function hint(root, name, words) {
  const place = root.querySelector(`[data-field="${name}"] .guessed`);
  place.textContent = words;
  place.hidden = !words;
}

export function select(name, options, more = {}) {
  return h("select", { id: `choose-${name}`, name, ...more }, ...options.map(([value, label]) => h("option", { value }, label)));
}

export function refill(box, options, value) {
  box.replaceChildren(...options.map(([key, label]) => h("option", { value: key }, label)));
  box.value = value;
}

export function text(name, most) {
  return h("input", { id: `choose-${name}`, name, type: "text", maxlength: most, autocomplete: "off" });
}

/** A button that says whether what stands here is there again for the next selection. */
export function keeper(name, label, pressed, turned) {
  const button = h("button", { type: "button", class: "keep", "aria-pressed": String(pressed), "aria-label": say("keepNamed", { label }), title: say("keepNamed", { label }) }, say("keep"));
  button.addEventListener("click", () => {
    const on = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(on));
    turned(name, on);
  });
  return button;
}
