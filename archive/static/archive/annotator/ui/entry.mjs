/* What an entry of the list shows of a statement. */

import { gettext, interpolate } from "../catalog.mjs";
import { furtherFields, labelOf, page } from "../page.mjs";
import { excerpt } from "../text/quotes.mjs";
import { h } from "./dom.mjs";
import { select } from "./fields.mjs";

export function entryBody(statement) {
  const { speaker, themes, event, relays, note } = statement;
  const context = [event?.label, ...themes.map(({ label }) => label)].filter(Boolean).join(" · ");
  const relayNames = relays.map(({ label }) => label).join(" → ");
  return [
    headline(statement),
    h("p", { class: "item-words", lang: page.language, dir: page.direction }, excerpt(statement.words, 140)),
    statement.role_as_printed ? line(`${gettext("As printed:")} ${statement.role_as_printed}`) : null,
    ...(speaker ? roleLines(statement) : []),
    ...furtherFields()
      .filter(({ name }) => statement[name])
      .map((field) => line(furtherText(field, statement[field.name]))),
    relays.length ? line(`${gettext("Relayed by")} ${relayNames}`) : null,
    context ? line(context) : null,
    note ? line(excerpt(note, 200), "quiet item-note") : null,
  ].filter(Boolean);
}

function furtherText({ name, label }, value) {
  return value === true ? label : `${label}: ${labelOf(name, value, value)}`;
}

function headline(statement) {
  const name = statement.speaker?.label ?? (statement.voice_label || statement.voice_name);
  const badge = h("span", { class: `badge badge-${statement.attribution}` }, statement.attribution_label);
  const flags = [
    statement.state !== "published" && statement.state_label,
    !statement.certain && gettext("Uncertain"),
    statement.isPending && gettext("Not sent yet"),
  ].filter(Boolean);
  return h(
    "p",
    { class: "item-speaker" },
    h("b", {}, name),
    badge,
    ...flags.map((flag) => h("span", { class: "flag" }, flag)),
  );
}

function line(text, classes = "quiet") {
  return h("p", { class: classes }, text);
}

function roleLines({ role, roles = [], role_warning: warning, may_change: mayChange }) {
  if (role) return [line(interpolate(gettext("%(role)s (chosen)"), { role: role.label }))];
  if (roles.length === 1 && !warning) return [line(roles[0].label)];
  const lines = warning ? [line(warning, "warning-text")] : [];
  if (roles.length > 1 && mayChange) {
    const label = gettext("Choose the role");
    const options = [["", label], ...roles.map((role) => [role.id, role.label])];
    lines.push(select("entry-role", options, { id: null, name: null, "data-role": true, "aria-label": label }));
  }
  return lines;
}

/** The buttons and links of the current entry. */
export function entryActions(statement) {
  const button = (action, label, classes = null) =>
    h("button", { type: "button", "data-action": action, class: classes }, label);
  const link = (url, label) => (url ? h("a", { href: url }, label) : null);
  return h(
    "p",
    { class: "item-actions" },
    statement.may_change && button("edit", gettext("Edit")),
    button("duplicate", gettext("Duplicate")),
    statement.may_delete && button("remove", gettext("Delete"), "item-delete"),
    link(statement.edit_url, gettext("All fields")),
    link(statement.reports_url, gettext("Other reports")),
    link(statement.site_url, gettext("View on site")),
  );
}
