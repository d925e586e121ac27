/* The annotate page: connects the parts and dispatches the keys. */

import { gettext, interpolate, ngettext } from "./catalog.mjs";
import { showKeys } from "./keys-help.mjs";
import { page } from "./page.mjs";
import { Recovery } from "./recovery.mjs";
import { ApiClient } from "./state/api.mjs";
import { actionFor } from "./state/keymap.mjs";
import { StatementStore } from "./state/store.mjs";
import { showDeleted } from "./ui/dialogs.mjs";
import { announce } from "./ui/dom.mjs";
import { ErrorBanner } from "./ui/error-banner.mjs";
import { parseId } from "./ui/statement-list.mjs";
import { TextView } from "./ui/text-view.mjs";
import { Workbench } from "./ui/workbench.mjs";

const root = document.querySelector(".workbench");
const textView = new TextView(document.getElementById("text"));
const api = new ApiClient(page.api);
const workbench = new Workbench(textView, api);
const errorBanner = new ErrorBanner(document.getElementById("error-banner"));

const store = new StatementStore(api, {
  onChange: () => workbench.render(),
  onQueueChange() {
    const { queue, loginUrl } = store;
    errorBanner.show(queue.state, queue.jobs.length, { loginUrl, resume });
    root.dataset.pending = queue.jobs.length;
    if (workbench.panel) workbench.unsent.saveSoon();
  },
  onRefusal: (job, body) => recovery.handleRefusal(job, body),
  onConflict: (job, theirs) => recovery.handleConflict(job, theirs),
  onDecision: (message) => workbench.proposals.handleDecision(message),
  onDeletion: (job) =>
    showDeleted(job, { markAgain: () => recovery.reopen({ ...job, kind: "create" }), discard: () => {} }),
  onRemoteChanges: showRemoteChanges,
  onSave(job, [statement]) {
    if (job.body?.new_speaker && statement) workbench.remember(statement);
    const isEdited = job.kind === "create" || job.kind === "change";
    if (isEdited && statement?.role_warning) announce(statement.role_warning);
  },
});
const recovery = new Recovery(workbench, store, document.getElementById("drafts"));

async function resume() {
  await store.poll();
  await store.queue.resume();
}

/** What other editors did meanwhile. */
function showRemoteChanges({ added, changed, removed }) {
  const editors = [...new Set([...added, ...changed].map((statement) => statement.changed_by).filter(Boolean))].join(
    ", ",
  );
  const parts = [
    [added, ngettext("%(n)s new statement", "%(n)s new statements", added.length)],
    [changed, ngettext("%(n)s statement changed", "%(n)s statements changed", changed.length)],
    [removed, ngettext("%(n)s statement deleted", "%(n)s statements deleted", removed.length)],
  ];
  const changes = parts
    .filter(([statements]) => statements.length)
    .map(([{ length }, message]) => interpolate(message, { n: length }));
  const message = `${editors ? `${editors}: ` : ""}${changes.join(", ")}`;
  announce(message);
  document.getElementById("change-notice").textContent = message;
}

// ---- Keys ----

const withCurrent = (act) => workbench.current !== null && act(workbench.current);
const focusText = () => textView.root.focus({ preventScroll: true });

const actions = {
  move: (step) => workbench.selection.step(step, false),
  extend: (step) => workbench.selection.step(step, true),
  select: ({ by }) => workbench.selection.select(by),
  swap: () => workbench.selection.swapEnds(),
  open: () => workbench.openAtCaret(),
  repeat: () => workbench.repeatLast(),
  outer: () => workbench.selectOuter(),
  split: () => workbench.split(),
  adjust: (step) => workbench.handles.adjust(step),
  undo: () => workbench.undo(),
  redo: () => workbench.redo(),
  next: () => workbench.goTo("next"),
  previous: () => workbench.goTo("previous"),
  first: () => workbench.goTo("first"),
  last: () => workbench.goTo("last"),
  edit: () => withCurrent((id) => workbench.edit(id)),
  duplicate: () => withCurrent((id) => workbench.duplicate(id)),
  remove: () => withCurrent((id) => workbench.remove(id)),
  nextProposal: () => workbench.proposals.step(1),
  previousProposal: () => workbench.proposals.step(-1),
  accept: () => workbench.proposals.acceptCurrent(),
  reject: () => workbench.proposals.rejectCurrent(),
  acceptAll: () => workbench.proposals.acceptAll(),
  collect: () => workbench.spanCollection.collect(),
  markRepeats: () => workbench.spanCollection.markRepeats(),
  list: () => workbench.list.focus(),
  text: focusText,
  filter: () => workbench.toolbar.focus(),
  colour: () => announce(workbench.toolbar.nextColour()),
  panel: () => (workbench.panel.isOpen && !isInPanel(document.activeElement) ? workbench.panel.focus() : focusText()),
  help: showKeys,
  save: () => workbench.panel.form.requestSubmit(),
  cancel,
};

function isInPanel(element) {
  return workbench.panel.root.contains(element);
}

function cancel() {
  if (workbench.panel.isOpen) workbench.closePanel();
  else if (workbench.spanCollection.collected.length) workbench.spanCollection.clear();
  else if (workbench.handles.isPending) workbench.handles.cancel();
  else if (!workbench.selection.isCaret) workbench.selection.set(workbench.selection.focus);
}

/** The context of the key map for a focused element; null where keys are the element's own. */
function contextOf(element) {
  if (element.closest("dialog")) return null;
  if (isInPanel(element)) return "panel";
  if (element.closest("input, select, textarea, summary")) return null;
  const isControl = element.closest("button, a") !== null;
  if (workbench.list.root.contains(element)) return isControl ? null : "list";
  return isControl && !textView.root.contains(element) ? null : "text";
}

document.addEventListener("keydown", (event) => {
  const hasPendingPointerUp = workbench.selection.pendingPointerUp !== null;
  workbench.selection.flush();
  const target = hasPendingPointerUp ? document.activeElement : event.target; // the panel may have opened just now
  const context = event.defaultPrevented ? null : contextOf(target);
  const { action, ...step } = (context && actionFor(event, context)) || {};
  if (!action) return;
  event.preventDefault();
  if (action !== "adjust" && action !== "cancel") workbench.handles.flush();
  actions[action](step);
});

textView.root.addEventListener("click", (event) => {
  const reference = event.target.closest("a.ref");
  if (!reference) return;
  event.preventDefault();
  workbench.setCurrent(parseId(reference.dataset.statementId), { focus: true });
});

window.addEventListener("beforeunload", (event) => {
  workbench.unsent.save();
  if (workbench.unsent.hasChanges && !store.isTextCorrected) event.preventDefault();
});

// ---- Start ----

workbench.connect(store);
workbench.unsent.restoreHistory();
const { status, body } = await store.load();
if (status === 401) store.requireLogin(body);
else if (status !== 200) {
  const message = gettext("The statements could not be loaded. The page will try again.");
  document.getElementById("change-notice").textContent = body.message ?? message;
}
recovery.restore();
store.watch();
const linkedId = /^#[sn](\d+)$/.exec(location.hash)?.[1] ?? page.statement;
if (linkedId && store.known.has(Number(linkedId))) {
  workbench.goToStatement(Number(linkedId), true);
  if (page.statement) workbench.edit(Number(linkedId));
}
root.dataset.ready = "true";
