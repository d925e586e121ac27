/* The list beside the text: one entry for each statement, in text order. */

import { h, inTimeSlices } from "./dom.mjs";
import { entryActions, entryBody } from "./entry.mjs";
import { statementTitle } from "./renderer.mjs";

export class StatementList {
  /** `callbacks`: go(id, reveal), edit(id), duplicate(id), remove(id), chooseRole(id, role), hover(id, isOver). */
  constructor(root, callbacks) {
    Object.assign(this, { root, callbacks, items: new Map(), rendered: new Map(), current: null, shown: new Map() });
    root.addEventListener("click", (event) => this.onClick(event));
    root.addEventListener("change", (event) => {
      if (event.target.matches("[data-role]")) callbacks.chooseRole(idOf(event.target), event.target.value);
    });
    root.addEventListener(
      "pointerover",
      (event) => event.target.closest("li") && callbacks.hover(idOf(event.target), true),
    );
    root.addEventListener(
      "pointerout",
      (event) => event.target.closest("li") && callbacks.hover(idOf(event.target), false),
    );
    root.addEventListener("focusin", (event) => {
      if (event.target.matches("li")) callbacks.go(idOf(event.target), false);
    });
  }

  onClick(event) {
    if (!event.target.closest("li")) return;
    const id = idOf(event.target);
    const action = event.target.closest("[data-action]")?.dataset.action;
    if (action) this.callbacks[action](id);
    else if (!event.target.closest("a:not(.item-number), select")) {
      event.preventDefault();
      this.callbacks.go(id, true);
    }
  }

  /** Renders the entries that changed, in time slices; `hues` is a Map of id -> colour. */
  show(statements, hues) {
    this.stop?.();
    this.shown = new Map(statements.map((statement) => [statement.id, statement]));
    this.hues = hues;
    for (const [id, item] of this.items) {
      if (this.shown.has(id)) continue;
      item.remove();
      this.items.delete(id);
      this.rendered.delete(id);
    }
    let before = null;
    const act = (statement) => {
      const item = this.update(statement);
      const next = before ? before.nextSibling : this.root.firstChild;
      if (next !== item) this.root.insertBefore(item, next);
      before = item;
    };
    this.stop = inTimeSlices(statements, act, () => {
      this.root.dataset.entryCount = statements.length;
    });
  }

  /** A new statement renumbers all that follow it, which is no reason to render their entries again. */
  update(statement) {
    const { id } = statement;
    const appearance = { statement, hue: this.hues.get(id) ?? 0, isCurrent: this.current === id };
    const old = this.rendered.get(id);
    const item = this.items.get(id) ?? h("li", { id: `n${id}`, "data-id": id, tabindex: "-1" });
    this.items.set(id, item);
    const hasSameAppearance = old && old.hue === appearance.hue && old.isCurrent === appearance.isCurrent;
    if (hasSameAppearance && old.statement === statement) return item;
    this.rendered.set(id, appearance);
    if (hasSameAppearance && isOnlyRenumbered(old.statement, statement)) renumber(item, statement);
    else this.renderItem(item, appearance);
    return item;
  }

  renderItem(item, { statement, hue, isCurrent }) {
    const hadFocus = item.contains(document.activeElement);
    item.className = [isCurrent && "is-current", statement.isPending && "is-pending"].filter(Boolean).join(" ");
    if (isCurrent) item.setAttribute("aria-current", "true");
    else item.removeAttribute("aria-current");
    item.tabIndex = isCurrent || (this.current === null && statement.number === 1) ? 0 : -1;
    const link = {
      class: `item-number hue-${hue}`,
      href: `#s${statement.id}`,
      tabindex: "-1",
      "aria-label": statementTitle(statement),
    };
    const actions = isCurrent ? [entryActions(statement)] : [];
    const body = h("div", { class: "item-body" }, ...entryBody(statement), ...actions);
    item.replaceChildren(h("a", link, String(statement.number)), body);
    if (hadFocus && !item.contains(document.activeElement)) item.focus({ preventScroll: true });
  }

  /** The current entry shows what can be done with it. */
  setCurrent(id, { reveal = true, focus = false } = {}) {
    const changedIds = new Set([this.current, id]);
    this.current = id;
    for (const changedId of changedIds) {
      const statement = this.shown.get(changedId);
      if (statement && this.items.has(changedId)) this.update(statement);
    }
    const item = this.items.get(id);
    if (!item) return;
    if (reveal) item.scrollIntoView({ block: "nearest" });
    if (focus) item.focus({ preventScroll: true });
  }

  focus() {
    const item = this.items.get(this.current) ?? this.root.firstElementChild;
    item?.scrollIntoView({ block: "nearest" });
    item?.focus();
  }
}

/** The server's ids are numbers, this page's own are not. */
export function parseId(id) {
  return /^\d+$/.test(id) ? Number(id) : id;
}

function idOf(element) {
  return parseId(element.closest("li").dataset.id);
}

function isOnlyRenumbered(old, statement) {
  return old.number !== statement.number && old.etag === statement.etag && !old.isPending && !statement.isPending;
}

function renumber(item, statement) {
  const number = item.firstElementChild;
  number.textContent = statement.number;
  number.setAttribute("aria-label", statementTitle(statement));
}
