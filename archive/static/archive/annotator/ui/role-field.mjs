/* The panel's field for the role that the speaker held: shown when it is known, a choice where there are several. */

import { gettext } from "../catalog.mjs";
import { h } from "./dom.mjs";
import { field, select } from "./fields.mjs";

export class RoleField {
  /** `rolesOf(speaker, event, before)` returns {roles, warning}, with roles null when they are not known yet. */
  constructor(rolesOf) {
    this.rolesOf = rolesOf;
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
    const { roles, warning } = this.rolesOf(speaker, event, this.before);
    if (this.chosen && !roles?.some(({ id }) => id === this.chosen.id)) {
      this.chosen = speaker.id === this.before.speaker?.id ? this.before.role : null;
    }
    this.root.append(...this.parts(roles, warning));
  }

  parts(roles, warning) {
    if (!roles) return [h("p", { class: "quiet" }, gettext("The role held on that day is shown after saving."))];
    const isListed = !this.chosen || roles.some(({ id }) => id === this.chosen.id);
    const all = isListed ? roles : [this.chosen, ...roles];
    if (all.length === 1 && !this.chosen) return [h("p", { class: "quiet role-line" }, all[0].label)];
    const parts = warning ? [h("p", { class: "warn" }, warning)] : [];
    return all.length ? [...parts, field("role", gettext("Role"), this.select(all))] : parts;
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
