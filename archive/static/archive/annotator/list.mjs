/* The list beside the text: one entry for each statement, in the order they are read. */

import { brief, h, inSlices, page, say } from "./page.mjs";

export class List {
  /** `does` has go(id), edit(id), duplicate(id), remove(id), choose(id, role), lit(ids). */
  constructor(root, does) {
    Object.assign(this, { root, does, items: new Map(), keys: new Map(), current: null, shown: new Map() });
    root.addEventListener("click", (event) => this.clicked(event));
    root.addEventListener("change", (event) => {
      const id = this.idOf(event.target);
      if (event.target.matches("[data-role]")) does.choose(id, event.target.value);
    });
    for (const [over, on] of [["pointerover", true], ["pointerout", false]]) {
      root.addEventListener(over, (event) => does.lit(event.target.closest("li")?.dataset.id, on));
    }
    root.addEventListener("focusin", (event) => {
      const item = event.target.closest("li");
      if (event.target === item) does.go(this.idOf(item), false);
    });
  }

  idOf(element) {
    const id = element.closest("li").dataset.id;
    return /^\d+$/.test(id) ? Number(id) : id;
  }

  clicked(event) {
    const item = event.target.closest("li");
    if (!item) return;
    const id = this.idOf(item);
    const act = event.target.closest("[data-act]")?.dataset.act;
    if (act) this.does[act](id);
    else if (!event.target.closest("a:not(.note-number), select")) {
      event.preventDefault();
      this.does.go(id, true);
    }
  }

  /** Entries that look otherwise are made anew: those at hand at once, a long list's others when there is time. */
  show(statements, hues) {
    this.stop?.();
    const wanted = new Set(statements.map(({ id }) => String(id)));
    for (const [id, item] of this.items) {
      if (wanted.has(id)) continue;
      item.remove();
      this.items.delete(id);
      this.keys.delete(id);
    }
    this.shown = new Map(statements.map((statement) => [String(statement.id), statement]));
    this.hues = hues;
    let before = null;
    const act = (statement) => {
      const item = this.update(statement);
      const next = before ? before.nextSibling : this.root.firstChild;
      if (next !== item) this.root.insertBefore(item, next);
      before = item;
    };
    this.stop = inSlices(statements, act, () => (this.root.dataset.listed = statements.length));
  }

  /** A new mark gives another number to all that follow it, which is no reason to make their entries anew. */
  update(statement) {
    const id = String(statement.id);
    const hue = this.hues.get(statement.id) ?? 0;
    const old = this.keys.get(id);
    let item = this.items.get(id);
    if (!item) {
      item = h("li", { id: `n${id}`, "data-id": id, tabindex: "-1" });
      this.items.set(id, item);
    }
    const current = this.current === statement.id;
    if (old?.statement === statement && old.hue === hue && old.current === current) return item;
    this.keys.set(id, { statement, hue, current });
    if (old && old.hue === hue && old.current === current && onlyRenumbered(old.statement, statement)) renumber(item, statement.number);
    else this.fill(item, statement);
    return item;
  }

  fill(item, statement) {
    const current = statement.id === this.current;
    const focused = item.contains(document.activeElement);
    item.className = [current && "is-current", statement.waiting && "is-waiting"].filter(Boolean).join(" ");
    if (current) item.setAttribute("aria-current", "true");
    else item.removeAttribute("aria-current");
    item.tabIndex = current || (this.current === null && statement.number === 1) ? 0 : -1;
    item.replaceChildren(
      h("a", { class: `note-number hue-${this.hues.get(statement.id) ?? 0}`, href: `#s${statement.id}`, tabindex: "-1", "aria-label": say("statementNumber", { number: statement.number }) }, String(statement.number)),
      h("div", { class: "note-body" }, ...body(statement), ...(current ? [acts(statement)] : [])),
    );
    if (focused && !item.contains(document.activeElement)) item.focus({ preventScroll: true });
  }

  /** The current one shows what can be done with it. */
  choose(id, { reveal = true, focus = false } = {}) {
    const old = this.current;
    this.current = id;
    for (const each of new Set([old, id])) {
      const statement = this.shown.get(String(each));
      if (statement && this.items.has(String(each))) this.update(statement);
    }
    const item = this.items.get(String(id));
    if (!item) return;
    if (reveal) item.scrollIntoView({ block: "nearest" });
    if (focus) item.focus({ preventScroll: true });
  }

  focus() {
    const item = this.items.get(String(this.current)) ?? this.root.firstElementChild;
    item?.scrollIntoView({ block: "nearest" });
    item?.focus();
  }
}

function onlyRenumbered(old, statement) {
  return old.number !== statement.number && old.etag === statement.etag && !old.waiting && !statement.waiting;
}

function renumber(item, number) {
  const place = item.firstElementChild;
  place.textContent = number;
  place.setAttribute("aria-label", say("statementNumber", { number }));
}

function body(statement) {
  const { themes, event, relays } = statement;
  const about = [event?.label, ...themes.map(({ label }) => label)].filter(Boolean).join(" · ");
  const line = (words, kind = "quiet") => h("p", { class: kind }, words);
  return [
    h("p", { class: "note-who" }, h("b", {}, statement.speaker?.label ?? (statement.voice_label || statement.voice_name)), h("span", { class: `badge badge-${statement.attribution}` }, statement.attribution_label), ...flags(statement)),
    h("p", { class: "note-words", lang: page.language }, brief(statement.words, 140)),
    statement.role_as_printed ? line(`${say("asPrinted")} ${statement.role_as_printed}`) : null,
    ...(statement.speaker ? roleLines(statement) : []),
    relays.length ? line(`${say("relayedBy")} ${relays.map(({ label }) => label).join(" → ")}`) : null,
    about ? line(about) : null,
    statement.note ? line(brief(statement.note, 200), "quiet note-note") : null,
  ].filter(Boolean);
}

function flags(statement) {
  const flag = (words) => h("span", { class: "flag" }, words);
  return [
    statement.state === "published" ? null : flag(statement.state_label),
    statement.certain ? null : flag(say("uncertain")),
    statement.waiting ? flag(say("waiting")) : null,
  ];
}

function roleLines({ role, roles = [], role_warning: warning, may_change: may }) {
  if (role) return [h("p", { class: "quiet" }, `${role.label} (${say("chosen")})`)];
  if (roles.length === 1 && !warning) return [h("p", { class: "quiet" }, roles[0].label)];
  const parts = warning ? [h("p", { class: "warn" }, warning)] : [];
  if (roles.length < 2 || !may) return parts;
  const options = [["", say("chooseRole")], ...roles.map(({ id, label }) => [id, label])];
  return [...parts, h("select", { "data-role": true, "aria-label": say("chooseRole") }, ...options.map(([value, label]) => h("option", { value }, label)))];
}

function acts(statement) {
  const button = (act, words) => h("button", { type: "button", "data-act": act, class: act === "remove" ? "note-delete" : null }, words);
  const link = (url, words) => (url ? h("a", { href: url }, words) : null);
  return h(
    "p",
    { class: "note-acts" },
    statement.may_change && button("edit", say("edit")),
    button("duplicate", say("duplicate")),
    statement.may_delete && button("remove", say("delete")),
    link(statement.edit_url, say("allFields")),
    link(statement.reports_url, say("reports")),
    link(statement.site_url, say("onSite")),
  );
}
