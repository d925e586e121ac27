/* The panel's field for the role that the speaker held: shown when it is known, a choice where there are several, and
   created where there is none. */

import { gettext, interpolate } from "../catalog.mjs";
import { page } from "../page.mjs";
import { announce, h } from "../ui/dom.mjs";
import { field, select } from "../ui/fields.mjs";

export class RoleField {
  /** `callbacks`: rolesOf(speaker, event, before) returns {roles, warning}, with roles null when they are not known yet;
      mayCreateRole(); onChange(). `printed()` is the role as the text prints it. */
  constructor(api, callbacks, printed) {
    Object.assign(this, { api, callbacks, printed });
    this.root = h("div", { class: "panel-role" });
    this.chosen = null;
  }

  /** For a statement that was just opened. */
  reset(statement) {
    this.before = statement;
    this.chosen = statement.role;
    this.key = null;
  }

  show(speaker, event) {
    const key = `${speaker?.id} ${event?.id}`;
    if (key === this.key) return;
    this.key = key;
    this.root.replaceChildren();
    if (!speaker) return;
    const { roles, warning } = this.callbacks.rolesOf(speaker, event, this.before);
    if (this.chosen && !roles?.some(({ id }) => id === this.chosen.id)) {
      this.chosen = speaker.id === this.before.speaker?.id ? this.before.role : null;
    }
    this.root.append(...this.parts(roles, warning));
    const isMissing = !roles?.length && !this.chosen;
    if (isMissing && speaker.id && this.callbacks.mayCreateRole()) this.root.append(this.addButton(speaker));
  }

  parts(roles, warning) {
    if (!roles) return [h("p", { class: "quiet" }, gettext("The role held on that day is shown after saving."))];
    const isListed = !this.chosen || roles.some(({ id }) => id === this.chosen.id);
    const choices = isListed ? roles : [this.chosen, ...roles];
    if (choices.length === 1 && !this.chosen) return [h("p", { class: "quiet role-line" }, choices[0].label)];
    const parts = warning ? [h("p", { class: "warning-text" }, warning)] : [];
    return choices.length ? [...parts, field("role", gettext("Role"), this.select(choices))] : parts;
  }

  addButton(speaker) {
    const add = () => this.root.replaceChildren(...this.newRole(speaker));
    return h("button", { type: "button", class: "quiet-button", on: { click: add } }, gettext("Add a role…"));
  }

  /** The fields of a new role: what the text prints, from the day of the event or document on. */
  newRole(speaker) {
    const title = h("input", { id: "new-role-title", type: "text", maxlength: 200, value: this.printed() });
    const start = h("input", { id: "new-role-start", type: "date", value: page.day });
    const end = h("input", { id: "new-role-end", type: "date" });
    const error = h("p", { class: "field-error", role: "alert", hidden: true });
    const save = () => this.createRole(speaker, { title, start, end }, error);
    const labelled = (label, input) => h("p", {}, h("label", { for: input.id }, label), input);
    const keys = ({ target, key }) => key === "Enter" && target.matches("input");
    const fields = h(
      "fieldset",
      {
        class: "new-role",
        on: {
          keydown(event) {
            if (!keys(event)) return;
            event.preventDefault();
            save();
          },
        },
      },
      h("legend", {}, interpolate(gettext("New role of %(name)s"), { name: speaker.label })),
      labelled(gettext("Title"), title),
      labelled(gettext("From"), start),
      labelled(gettext("To"), end),
      error,
      h("button", { type: "button", class: "button", on: { click: save } }, gettext("Add role")),
    );
    setTimeout(() => title.focus());
    return [fields];
  }

  async createRole(speaker, { title, start, end }, error) {
    const sent = { speaker: speaker.id, title: title.value, start: start.value, end: end.value };
    const { status, body } = await this.api.createRole(sent);
    if (status !== 200 && status !== 201) {
      error.textContent = body.message ?? gettext("It could not be created. Check your connection.");
      error.hidden = false;
      return;
    }
    const label = [body.label, body.period].filter(Boolean).join(", ");
    this.root.replaceChildren(h("p", { class: "quiet role-line" }, label));
    announce(interpolate(gettext("Created: %(name)s."), { name: label }));
    this.root.closest("form").querySelector("[type=submit]").focus();
  }

  select(roles) {
    const input = select("role", [["", gettext("Not specified")], ...roles.map(({ id, label }) => [id, label])]);
    input.value = this.chosen?.id ?? "";
    input.addEventListener("change", () => {
      this.chosen = roles.find(({ id }) => String(id) === input.value) ?? null;
    });
    return input;
  }
}
