/* Asking the server and telling it. An answer is {status, body}; status 0 where none came. */

const PATIENCE = 30_000;

export class Api {
  constructor(address) {
    this.address = address;
    this.csrf = "";
    this.version = null;
  }

  async ask(method, path, { body, seen, signal, known } = {}) {
    const headers = { Accept: "application/json" };
    if (method !== "GET") headers["X-CSRFToken"] = this.csrf;
    if (body !== undefined) headers["Content-Type"] = "application/json";
    if (seen) headers["If-Match"] = seen;
    if (known) headers["If-None-Match"] = known;
    try {
      const answer = await fetch(this.address + path, {
        method,
        headers,
        body: body === undefined ? undefined : JSON.stringify(body),
        signal: signal ?? AbortSignal.timeout(PATIENCE),
        cache: "no-store",
      });
      if (answer.status === 304) return { status: 304, body: {} };
      const kind = answer.headers.get("Content-Type") ?? "";
      if (!kind.includes("json")) return { status: answer.ok ? 0 : answer.status, body: {} };
      return { status: answer.status, body: await answer.json() };
    } catch {
      return { status: 0, body: {} };
    }
  }

  /** All statements, or what changed since the last time; keeps the token that writing needs. */
  async statements() {
    const since = this.version === null ? "" : `?since=${encodeURIComponent(this.version)}`;
    const answer = await this.ask("GET", `statements/${since}`, { known: this.version === null ? null : `"${this.version}"` });
    if (answer.status !== 200) return answer;
    this.csrf = answer.body.csrf;
    return answer;
  }

  write(job) {
    const path = `statements/${job.kind === "create" ? "" : `${job.id}/`}`;
    switch (job.kind) {
      case "create":
        return this.ask("POST", path, { body: job.body });
      case "change":
        return this.ask("PUT", path, { body: job.body, seen: job.seen });
      case "remove":
        return this.ask("DELETE", path, { seen: job.seen });
      case "restore":
        return this.ask("POST", `${path}restore/`, { body: {} });
      default:
        return this.ask("POST", `${path}split/`, { body: { at: job.at }, seen: job.seen });
    }
  }

  choices(noun, q, signal) {
    return this.ask("GET", `choices/${noun}/?q=${encodeURIComponent(q)}`, { signal });
  }

  make(noun, name, parent = null) {
    return this.ask("POST", `choices/${noun}/`, { body: { name, parent } });
  }
}
