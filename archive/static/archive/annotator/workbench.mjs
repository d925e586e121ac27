/* The annotate page: puts the parts together and gives each key to what it is for. */

import { Api } from "./api.mjs";
import { Bench } from "./bench.mjs";
import { showConflict, showGone, showKeys } from "./dialogs.mjs";
import { actionFor } from "./keys.mjs";
import { relocate } from "./merging.mjs";
import { announce, page, say } from "./page.mjs";
import { Paper } from "./paper.mjs";
import { Store } from "./store.mjs";
import { Trouble } from "./trouble.mjs";

const paper = new Paper(document.getElementById("text"));
const api = new Api(page.api);
const bench = new Bench(paper, api);
const trouble = new Trouble(document.getElementById("trouble"));
const root = document.querySelector(".bench");
const tray = document.getElementById("drafts");

const store = new Store(api, {
  changed: () => bench.render(),
  trouble: () => {
    trouble.show(store.queue.state, store.queue.jobs.length, { loginUrl: store.loginUrl, goOn });
    root.dataset.waiting = store.queue.jobs.length;
    bench.panel && bench.keep();
  },
  refused: (job, body) => refused(job, body),
  conflict: (job, theirs) => conflict(job, theirs),
  gone: (job) => showGone(job, { again: () => reopen({ ...job, id: null, kind: "create" }), drop: () => {} }),
  news: (news) => tellNews(news),
  done: (job, [statement]) => statement?.role_warning && ["create", "change"].includes(job.kind) && announce(statement.role_warning),
});

function goOn() {
  return store.poll().then(() => store.queue.goOn());
}

/** A refused write comes back into the panel, with what is wrong at its field; where another is open it waits. */
function refused(job, { message = say("refused"), errors = {} }) {
  announce(message);
  if (!job.body || (bench.panel.isOpen && bench.panel.isTouched)) {
    offer([...(bench.drafts ?? []), ...(job.body ? [{ ...job.shown, text_version: page.text_version }] : [])], message);
    return;
  }
  reopen(job);
  bench.panel.fail(errors, message);
}

function reopen(job) {
  const isNew = job.kind === "create";
  const statement = isNew ? null : store.known.get(job.id);
  const id = isNew ? null : job.id;
  bench.show({ id, seen: statement?.etag ?? job.seen, former: statement, draft: true }, { ...job.shown, id });
}

function conflict(job, theirs) {
  const again = { ...job, seen: theirs.etag };
  showConflict(job, theirs, {
    theirs: () => store.settleConflict([]),
    mine: () => store.settleConflict([again]),
    edit: () => {
      reopen(again);
      store.settleConflict([]);
    },
  });
}

function tellNews({ added, changed, removed }) {
  const who = [...new Set([...added, ...changed].map(({ changed_by }) => changed_by).filter(Boolean))].join(", ");
  const parts = [["newsAdded", added], ["newsChanged", changed], ["newsRemoved", removed]].filter(([, some]) => some.length).map(([name, some]) => say(name, { n: some.length }));
  const said = `${who ? `${who}: ` : ""}${parts.join(", ")}`;
  announce(said);
  document.getElementById("news").textContent = said;
}

/** Written before the text was corrected, or refused while another was open: nothing is sent without a look. */
function offer(drafts, message = "") {
  bench.drafts = drafts;
  bench.keepNow();
  trouble.offer(tray, drafts, (draft, drop) => {
    offer(drafts.filter((each) => each !== draft));
    if (!drop) openDraft(draft);
  });
  if (message && drafts.length) tray.firstElementChild.prepend(`${message} `);
}

function openDraft(draft) {
  const text = paper.reading.words(0, paper.reading.end);
  const span = draft.text_version === page.text_version ? { start: draft.start, end: draft.end } : relocate(text, draft.words, draft.start);
  const selected = span ?? bench.selecting.span ?? bench.sentence();
  const there = typeof draft.id === "number" ? store.known.get(draft.id) : null;
  const words = paper.reading.words(selected.start, selected.end);
  bench.selecting.set(selected.start, selected.end);
  bench.show({ id: there ? draft.id : null, seen: there?.etag ?? null, draft: true }, { ...draft, ...selected, words, id: there ? draft.id : null });
  if (!span) bench.panel.fail({}, say("wordsGone"));
}

function resume() {
  const unsent = bench.keeping.unsent;
  if (!unsent) return;
  const { jobs, draft, drafts, text_version: version } = unsent;
  if (version === page.text_version) {
    if (drafts?.length) offer(drafts);
    if (jobs.length) store.push({ say: "changed", back: [], forth: [] }, jobs);
    if (draft) bench.show({ ...draft.about, draft: true }, draft.filled);
    return;
  }
  const written = jobs.filter(({ shown, kind }) => shown && ["create", "change"].includes(kind)).map(({ shown }) => shown);
  offer([...(drafts ?? []), ...written, ...(draft ? [draft.filled] : [])].map((each) => ({ text_version: version, ...each })));
}

// ---- Keys ----

const acts = {
  move: (on) => bench.selecting.step(on, false),
  extend: (on) => bench.selecting.step(on, true),
  select: ({ by }) => bench.selecting.select(by),
  swap: () => bench.selecting.swap(),
  open: () => bench.openHere(),
  again: () => bench.again(),
  outer: () => bench.outer(),
  split: () => bench.split(),
  adjust: (on) => bench.handles.adjust(on),
  undo: () => bench.undo(),
  redo: () => bench.redo(),
  next: () => bench.walk("next"),
  previous: () => bench.walk("previous"),
  first: () => bench.walk("first"),
  last: () => bench.walk("last"),
  edit: () => bench.current !== null && bench.edit(bench.current),
  duplicate: () => bench.current !== null && bench.duplicate(bench.current),
  remove: () => bench.current !== null && bench.remove(bench.current),
  list: () => bench.list.focus(),
  text: () => paper.root.focus({ preventScroll: true }),
  filter: () => bench.view.focus(),
  colour: () => announce(bench.view.nextColour()),
  panel: () => (bench.panel.isOpen && !bench.panel.root.contains(document.activeElement) ? bench.panel.focus() : paper.root.focus({ preventScroll: true })),
  help: () => showKeys(),
  save: () => bench.panel.form.requestSubmit(),
  leave: () => leave(),
};

function leave() {
  if (bench.panel.isOpen) bench.leave();
  else if (bench.handles.waiting) bench.handles.waiting = bench.handles.cancel();
  else if (!bench.selecting.isCaret) bench.selecting.set(bench.selecting.focus);
}

function placeOf(target) {
  if (target.closest("dialog")) return null;
  if (bench.panel.root.contains(target)) return "panel";
  if (target.closest("input, select, textarea, summary")) return null;
  if (bench.list.root.contains(target)) return target.closest("button, a") ? null : "list";
  return paper.root.contains(target) || target === document.body ? "text" : target.closest("button, a") ? null : "text";
}

document.addEventListener("keydown", (event) => {
  const place = placeOf(event.target);
  const { action, ...on } = (place && !event.defaultPrevented && actionFor(event, place)) || {};
  if (!action) return;
  event.preventDefault();
  if (action !== "adjust" && action !== "leave") bench.handles.flush();
  acts[action](on);
});

paper.root.addEventListener("click", (event) => {
  const ref = event.target.closest("a.ref");
  if (!ref) return;
  event.preventDefault();
  const id = ref.dataset.ref;
  bench.choose(/^\d+$/.test(id) ? Number(id) : id, { focus: true });
});

window.addEventListener("beforeunload", (event) => {
  bench.keepNow();
  if (bench.isUnsent && !store.corrected) event.preventDefault();
});

// ---- Beginning ----

bench.begin(store);
const answer = await store.load();
if (answer.status === 401) store.login(answer.body);
else if (answer.status !== 200) document.getElementById("news").textContent = answer.body.message ?? say("notLoaded");
resume();
store.watch();
const named = /^#[sn](\d+)$/.exec(location.hash)?.[1] ?? page.open;
if (named && store.known.has(Number(named))) {
  bench.go(Number(named), true);
  if (page.open) bench.edit(Number(named));
}
root.dataset.ready = "true";
