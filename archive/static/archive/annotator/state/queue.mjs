/* The writes to the server, sent one after the other. A job is JSON: {key, kind, id, etag, body, statement, …}.

   `id` may be this page's own name ("new-…") for a statement the server has not numbered yet; `etag` is the ETag the
   editor saw, or OWN_ETAG: the one that this page's last write of the statement returned. `send(job)` promises
   {status, body} with status 0 when no answer came; `onAnswer(job, answer)` is called for each answered job, and
   `onChange()` whenever the queue's state or length changed. */

export const OWN_ETAG = "own";
const PAUSING_STATUS = new Map([
  [0, "offline"],
  [401, "login"],
  [409, "corrected"],
]);

export class WriteQueue {
  constructor({ send, onAnswer, onChange = () => {} }) {
    Object.assign(this, {
      send,
      onAnswer,
      onChange,
      jobs: [],
      state: "idle",
      running: null,
      ids: new Map(),
      etags: new Map(),
      newerEtags: new Map(),
    });
  }

  add(...jobs) {
    this.jobs.push(...jobs);
    this.onChange();
    return this.run();
  }

  /** Once the network is back, the login renewed, or the conflict resolved. */
  resume() {
    if (this.state !== "sending") this.state = "idle";
    return this.run();
  }

  pause(state) {
    this.state = state;
    this.onChange();
  }

  run() {
    if (this.state !== "idle") return this.running ?? Promise.resolve();
    this.running = this.drain();
    return this.running;
  }

  async drain() {
    while (this.jobs.length && (this.state === "idle" || this.state === "sending")) {
      this.state = "sending";
      this.onChange();
      const job = this.withServerIds(this.jobs[0]);
      const answer = this.hasNoTarget(job) ? { status: 424, body: {} } : await this.send(job);
      if (this.state === "sending") this.state = "idle";
      const paused = answer.status >= 500 ? "offline" : PAUSING_STATUS.get(answer.status);
      if (paused) {
        this.state = paused;
        break;
      }
      this.jobs.shift();
      this.recordAnswer(job, answer);
      this.onAnswer(job, answer);
    }
    this.onChange();
  }

  /** Whether the job changes a statement whose creation was refused. */
  hasNoTarget(job) {
    return job.kind !== "create" && typeof job.id === "string" && job.id.startsWith("new-");
  }

  withServerIds(job) {
    const id = this.ids.get(job.id) ?? job.id;
    let etag = job.etag === OWN_ETAG ? this.etags.get(id) : job.etag;
    while (this.newerEtags.has(etag)) etag = this.newerEtags.get(etag);
    return { ...job, id, etag, localId: job.id };
  }

  recordAnswer(job, { status, body }) {
    if (status >= 300) return;
    if (job.kind === "remove") return;
    const [first, second] = body.statements ?? [body];
    if (job.kind === "create") this.ids.set(job.localId, first.id);
    if (second) this.ids.set(job.secondId, second.id);
    for (const statement of second ? [first, second] : [first]) this.etags.set(statement.id, statement.etag);
    if (job.etag && job.kind !== "create" && job.etag !== first.etag) this.newerEtags.set(job.etag, first.etag);
  }

  /** The server's id for a local one. */
  serverId(id) {
    return this.ids.get(id) ?? id;
  }

  /** What the names of statements and ETags in commands mean, in a form that survives the page. */
  names() {
    return { ids: [...this.ids], etags: [...this.etags], newerEtags: [...this.newerEtags] };
  }

  restoreNames({ ids, etags, newerEtags }) {
    Object.assign(this, { ids: new Map(ids), etags: new Map(etags), newerEtags: new Map(newerEtags) });
  }

  /** The pending jobs in a form that survives the page: local ids mean nothing after a reload. */
  snapshot() {
    return this.jobs.map((job) => {
      const { localId, ...rest } = this.withServerIds(job);
      return rest.etag === undefined ? { ...rest, etag: job.etag } : rest;
    });
  }
}
