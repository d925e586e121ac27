/* The statements of the document: as the server knows them, with the pending changes, and with undo and redo. */

import { labelOf, page } from "../page.mjs";
import { History } from "./history.mjs";
import { applyPending, matchesBody, merge, requestBody } from "./merge.mjs";
import { OWN_ETAG, WriteQueue } from "./queue.mjs";

const POLL_INTERVAL = 3_000; // milliseconds

export class StatementStore {
  /** `callbacks`: onChange(), onQueueChange(), onRefusal(job, body), onConflict(job, theirs), onDeletion(job), onDecision(message),
      onRemoteChanges(changes), onSave(job, statements). */
  constructor(api, callbacks) {
    Object.assign(this, {
      api,
      callbacks,
      known: new Map(),
      history: new History(),
      commands: new Map(),
      entries: new Map(),
      rejected: new Set(), // the keys of proposals
    });
    this.may = { add: false, publish: false, make: [] };
    this.lastLocalId = Date.now();
    this.writes = 0;
    this.queue = new WriteQueue({
      send: (job) => this.send(job),
      onAnswer: (job, answer) => this.handleAnswer(job, answer),
      onChange: () => callbacks.onQueueChange(),
    });
  }

  /** In text order and numbered; a statement that did not change is the same object as before. */
  get list() {
    const jobs = this.queue.jobs.map((job) => ({ ...job, id: this.queue.serverId(job.id) }));
    const before = this.entries;
    this.entries = new Map();
    return applyPending(this.known, jobs).map((source, index) => {
      const old = before.get(source.id);
      const isSame = old && old.source === source && old.statement.number === index + 1;
      const statement = isSame ? old.statement : withVoiceName({ ...source, number: index + 1 });
      this.entries.set(source.id, { source, statement });
      return statement;
    });
  }

  async load() {
    const answer = await this.api.statements();
    if (answer.status === 200) this.accept(answer.body);
    return answer;
  }

  accept(body) {
    const isFirst = this.api.version === null;
    this.api.version = body.version;
    this.may = body.may;
    this.isTextCorrected = body.text_version !== page.text_version;
    const { merged, remoteChanges } = merge(this.known, body);
    this.known = merged;
    const hasRemoteChanges =
      remoteChanges.added.length + remoteChanges.changed.length + remoteChanges.removed.length > 0;
    if (hasRemoteChanges || isFirst) this.callbacks.onChange();
    if (hasRemoteChanges && !isFirst) this.callbacks.onRemoteChanges(remoteChanges);
    if (this.isTextCorrected) this.queue.pause("corrected");
  }

  watch() {
    setInterval(() => document.visibilityState === "visible" && this.poll(), POLL_INTERVAL);
    window.addEventListener("online", () => this.poll());
    window.addEventListener("focus", () => this.queue.state === "login" && this.poll());
  }

  /** Resumes the queue as soon as the server answers again; ignores an answer that is older than a write of our own. */
  async poll() {
    if (this.isPolling || this.isTextCorrected || this.queue.state === "sending") return;
    this.isPolling = true;
    const { writes } = this;
    const answer = await this.api.statements();
    this.isPolling = false;
    if (answer.status === 401) this.requireLogin(answer.body);
    if (writes !== this.writes || this.isTextCorrected) return;
    if (answer.status === 200) this.accept(answer.body);
    if ([200, 304].includes(answer.status) && ["offline", "login"].includes(this.queue.state)) this.queue.resume();
  }

  requireLogin({ login }) {
    this.loginUrl = login ?? this.loginUrl;
    if (this.queue.state !== "sending") this.queue.pause("login");
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
    if (answer.status === 409) this.isTextCorrected = true;
    return answer;
  }

  handleAnswer(job, { status, body }) {
    const isWithoutStatement = ["remove", "reject", "withdraw"].includes(job.kind);
    if (status === 202) this.wait(job, body);
    else if (status < 300) this.succeed(job, isWithoutStatement ? [] : (body.statements ?? [body]));
    else if (status === 412 && job.kind === "change" && matchesBody(body.theirs, job.body))
      this.succeed(job, [body.theirs]);
    else if (status === 410 && job.kind === "remove") this.succeed(job, []);
    else this.fail(job, { status, body });
    this.callbacks.onChange();
  }

  succeed(job, statements) {
    if (job.kind === "remove") this.known.delete(job.id);
    for (const statement of statements) {
      this.known.set(statement.id, statement);
      this.queue.etags.set(statement.id, statement.etag);
    }
    this.callbacks.onSave(job, statements);
  }

  /** A publisher has to accept what was sent: until then the statement stays as it was. */
  wait(job, { message, pending: _address, ...statement }) {
    const command = this.commands.get(job.key);
    if (command) this.history.forgetJob(command, job);
    if (statement.id) this.known.set(statement.id, statement);
    this.callbacks.onDecision(message);
  }

  fail(job, { status, body }) {
    const command = this.commands.get(job.key);
    if (command) this.history.forgetJob(command, job);
    const isDecision = Boolean(job.proposal ?? job.body?.proposal);
    if (isDecision && status === 410) {
      this.callbacks.onDecision(body.message);
    } else if (status === 412) {
      this.known.set(body.theirs.id, body.theirs);
      this.queue.pause("conflict");
      this.callbacks.onConflict(job, withVoiceName({ ...body.theirs }));
    } else if (status === 410 || status === 404) {
      this.known.delete(job.id);
      this.callbacks.onDeletion(job);
    } else if (status !== 424) {
      this.callbacks.onRefusal(job, body);
    }
  }

  // ---- The editor's commands, each of which can be undone ----

  newId() {
    this.lastLocalId += 1;
    return `new-${this.lastLocalId}`;
  }

  /** Sends `jobs` now; `undo` and `redo` are the jobs that take the command back and repeat it. */
  run(name, jobs, undo, redo) {
    const command = { name, undo, redo };
    this.history.record(command);
    this.push(command, jobs);
  }

  push(command, jobs) {
    const keyed = jobs.map((job) => ({ ...job, key: this.newId() }));
    for (const { key, kind, proposal } of keyed) {
      this.commands.set(key, command);
      if (kind === "reject") this.rejected.add(proposal);
      if (kind === "withdraw") this.rejected.delete(proposal);
    }
    this.queue.add(...keyed);
    this.callbacks.onChange();
  }

  /** Statements, [{values, id, proposal}, …], as one command; `proposal` is the key of the one that is accepted. */
  createAll(name, items) {
    const jobs = items.map(({ values, id = this.newId(), proposal }) => {
      const statement = {
        ...values,
        id,
        roles: values.roles ?? [],
        role_warning: "",
        may_change: true,
        may_delete: true,
      };
      const body = sentBody(statement);
      return { kind: "create", id, statement, body: proposal ? { ...body, proposal } : body };
    });
    const undo = jobs.map(({ id }) => ({ kind: "remove", id, etag: OWN_ETAG })).reverse();
    this.run(
      name,
      jobs,
      undo,
      jobs.map(({ id, statement }) => ({ kind: "restore", id, statement })),
    );
  }

  reject({ key: proposal }) {
    const [reject, withdraw] = ["reject", "withdraw"].map((kind) => ({ kind, proposal }));
    this.run("rejected", [reject], [withdraw], [reject]);
  }

  change(id, etag, before, after, name = "changed") {
    this.run(name, [changeJob(id, etag, after)], [changeJob(id, OWN_ETAG, before)], [changeJob(id, OWN_ETAG, after)]);
  }

  remove(statement) {
    const { id, etag } = statement;
    const job = { kind: "remove", id, etag, statement };
    this.run("deleted", [job], [{ kind: "restore", id, statement }], [{ kind: "remove", id, etag: OWN_ETAG }]);
  }

  /** Splits at the offset `at` into the spans `first` and `second`, each {start, end, words}. */
  split(statement, at, [first, second]) {
    const { id, etag } = statement;
    const secondId = this.newId();
    const firstHalf = { ...statement, ...first };
    const secondHalf = { ...statement, ...second, id: secondId };
    const job = { kind: "split", id, etag, at, secondId, statement: firstHalf, secondStatement: secondHalf };
    const undo = [{ kind: "remove", id: secondId, etag: OWN_ETAG }, changeJob(id, OWN_ETAG, statement)];
    const redo = [changeJob(id, OWN_ETAG, firstHalf), { kind: "restore", id: secondId, statement: secondHalf }];
    this.run("split", [job], undo, redo);
  }

  undo() {
    const command = this.history.undo();
    if (command) this.push(command, command.undo);
    return command;
  }

  redo() {
    const command = this.history.redo();
    if (command) this.push(command, command.redo);
    return command;
  }

  /** Sends `jobs` first and resumes, after the editor chose between two versions. */
  resolveConflict(jobs) {
    this.queue.jobs.unshift(...jobs);
    this.queue.resume();
    this.callbacks.onChange();
  }
}

function changeJob(id, etag, statement) {
  return { kind: "change", id, etag, statement, body: sentBody(statement) };
}

/** With the findings of the checklist that the editor confirmed where it is published. */
function sentBody({ confirmed, ...statement }) {
  const body = requestBody(statement, page.text_version);
  return confirmed && statement.state === "published" ? { ...body, confirmed } : body;
}

function withVoiceName(statement) {
  statement.voice_name = labelOf("voice", statement.voice, statement.voice);
  return statement;
}
