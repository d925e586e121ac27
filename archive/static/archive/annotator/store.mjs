/* The statements of the document: as the server knows them, with what waits to be sent, and what can be undone. */

import { bodyOf, merge, overlay, says } from "./merging.mjs";
import { page } from "./page.mjs";
import { OWN, WriteQueue } from "./queue.mjs";
import { Undoing } from "./undoing.mjs";

const EVERY = 3_000; // milliseconds between two looks at what others do

export class Store {
  /** `does` has changed(), trouble(), refused(job, answer), conflict(job, theirs), gone(job, answer), news(news), done(job, statements). */
  constructor(api, does) {
    Object.assign(this, { api, does, known: new Map(), undoing: new Undoing(), commands: new Map(), listed: new Map(), may: { add: false, publish: false, make: [] }, number: Date.now() });
    this.queue = new WriteQueue({
      send: (job) => this.send(job),
      settle: (job, answer) => this.settle(job, answer),
      changed: () => does.trouble(),
    });
    this.writes = 0;
  }

  /** In reading order, with their numbers; one that did not change is the same object as the last time. */
  get list() {
    const jobs = this.queue.jobs.map((job) => ({ ...job, id: this.queue.idOf(job.id) }));
    const before = this.listed;
    this.listed = new Map();
    return overlay(this.known, jobs).map((statement, at) => {
      const old = before.get(statement.id);
      const same = old && old.from === statement && old.shown.number === at + 1;
      const shown = same ? old.shown : named({ ...statement, number: at + 1 });
      this.listed.set(statement.id, { from: statement, shown });
      return shown;
    });
  }

  find(id) {
    return this.list.find((statement) => statement.id === this.queue.idOf(id)) ?? null;
  }

  async load() {
    const answer = await this.api.statements();
    if (answer.status === 200) this.accept(answer.body);
    return answer;
  }

  accept(body) {
    const first = this.api.version === null;
    this.api.version = body.version;
    this.may = body.may;
    this.corrected = body.text_version !== page.text_version;
    const { merged, news } = merge(this.known, body);
    this.known = merged;
    const any = news.added.length + news.changed.length + news.removed.length;
    if (any || first) this.does.changed();
    if (any && !first) this.does.news(news);
    if (this.corrected) this.queue.hold("corrected");
  }

  watch() {
    setInterval(() => document.visibilityState === "visible" && this.poll(), EVERY);
    window.addEventListener("online", () => this.poll());
    window.addEventListener("focus", () => this.queue.state === "login" && this.poll());
  }

  /** What waited goes on as soon as the server answers again; an answer older than a write of our own is let go. */
  async poll() {
    if (this.polling || this.corrected || this.queue.state === "sending") return;
    this.polling = true;
    const { writes } = this;
    const answer = await this.api.statements();
    this.polling = false;
    if (answer.status === 401) this.login(answer.body);
    if (writes !== this.writes || this.corrected) return;
    if (answer.status === 200) this.accept(answer.body);
    if ([200, 304].includes(answer.status) && ["offline", "login"].includes(this.queue.state)) this.queue.goOn();
  }

  login({ login }) {
    this.loginUrl = login ?? this.loginUrl;
    if (this.queue.state !== "sending") this.queue.hold("login");
  }

  async send(job) {
    this.writes++;
    let answer = await this.api.write(job);
    if (answer.status === 403 && answer.body.csrf) {
      this.api.csrf = answer.body.csrf;
      answer = await this.api.write(job);
    }
    this.writes++;
    if (answer.status === 401) this.loginUrl = answer.body.login ?? this.loginUrl;
    if (answer.status === 409) this.corrected = true;
    return answer;
  }

  settle(job, { status, body }) {
    if (status < 300) this.succeed(job, job.kind === "remove" ? [] : (body.statements ?? [body]));
    else if (status === 412 && job.kind === "change" && says(body.theirs, job.body)) this.succeed(job, [body.theirs]);
    else if (status === 410 && job.kind === "remove") this.succeed(job, []);
    else this.fail(job, { status, body });
    this.does.changed();
  }

  succeed(job, statements) {
    if (job.kind === "remove") this.known.delete(job.id);
    for (const each of statements) {
      this.known.set(each.id, each);
      this.queue.etags.set(each.id, each.etag);
    }
    this.does.done(job, statements);
  }

  /** What was not done is neither to be undone nor done again. */
  fail(job, { status, body }) {
    const command = this.commands.get(job.key);
    if (command) this.undoing.forget(command);
    if (status === 412) {
      this.known.set(body.theirs.id, body.theirs);
      this.queue.hold("asking");
      this.does.conflict(job, named({ ...body.theirs }));
    } else if (status === 410 || status === 404) {
      this.known.delete(job.id);
      this.does.gone(job, body);
    } else if (status !== 424) {
      this.does.refused(job, body);
    }
  }

  // ---- What an editor does: each is a command that can be undone ----

  name() {
    return `new-${(this.number += 1)}`;
  }

  /** `jobs` are sent now; `back` undoes them, `forth` does them again. */
  run(say, jobs, back, forth) {
    const command = { say, back, forth };
    this.undoing.did(command);
    this.push(command, jobs);
  }

  push(command, jobs) {
    const keyed = jobs.map((job) => ({ ...job, key: this.name() }));
    for (const { key } of keyed) this.commands.set(key, command);
    this.queue.add(...keyed);
    this.does.changed();
  }

  create(shown, id = this.name()) {
    const made = { ...shown, id, roles: shown.roles ?? [], role_warning: "", may_change: true, may_delete: true };
    const remove = { kind: "remove", id, seen: OWN };
    this.run("marked", [{ kind: "create", id, shown: made, body: bodyOf(made, page.text_version) }], [remove], [{ kind: "restore", id, shown: made }]);
  }

  change(id, seen, before, after, say = "changed") {
    const job = (shown, etag) => ({ kind: "change", id, seen: etag, shown, body: bodyOf(shown, page.text_version) });
    this.run(say, [job(after, seen)], [job(before, OWN)], [job(after, OWN)]);
  }

  remove(statement) {
    const { id, etag } = statement;
    this.run("deleted", [{ kind: "remove", id, seen: etag, shown: statement }], [{ kind: "restore", id, shown: statement }], [{ kind: "remove", id, seen: OWN }]);
  }

  split(statement, at, [first, last]) {
    const { id, etag } = statement;
    const second = this.name();
    const job = (shown) => ({ kind: "change", id, seen: OWN, shown, body: bodyOf(shown, page.text_version) });
    const halves = [{ ...statement, ...first }, { ...statement, ...last, id: second }];
    const back = [{ kind: "remove", id: second, seen: OWN }, job(statement)];
    const forth = [job(halves[0]), { kind: "restore", id: second, shown: halves[1] }];
    this.run("split", [{ kind: "split", id, seen: etag, at, second, shown: halves[0], seconds: halves[1] }], back, forth);
  }

  undo() {
    const command = this.undoing.undo();
    if (command) this.push(command, command.back);
    return command;
  }

  redo() {
    const command = this.undoing.redo();
    if (command) this.push(command, command.forth);
    return command;
  }

  /** After the editor chose between two versions. */
  settleConflict(jobs) {
    this.queue.jobs.unshift(...jobs);
    this.queue.goOn();
    this.does.changed();
  }
}

function named(statement) {
  statement.voice_name = page.voices.find(([value]) => value === statement.voice)?.[1] ?? statement.voice;
  return statement;
}
