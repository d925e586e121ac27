/* The workbench's JSON interface. An answer is {status, body}; status 0 when none came. */

const TIMEOUT = 30_000; // milliseconds

export class ApiClient {
  constructor(address) {
    this.address = address;
    this.csrf = "";
    this.version = null;
  }

  async request(method, path, { body, etag, signal, ifNoneMatch } = {}) {
    const headers = { Accept: "application/json" };
    if (method !== "GET") headers["X-CSRFToken"] = this.csrf;
    if (body !== undefined) headers["Content-Type"] = "application/json";
    if (etag) headers["If-Match"] = etag;
    if (ifNoneMatch) headers["If-None-Match"] = ifNoneMatch;
    try {
      const response = await fetch(this.address + path, {
        method,
        headers,
        body: body === undefined ? undefined : JSON.stringify(body),
        signal: signal ?? AbortSignal.timeout(TIMEOUT),
        cache: "no-store",
      });
      if (response.status === 304) return { status: 304, body: {} };
      const type = response.headers.get("Content-Type") ?? "";
      if (!type.includes("json")) return { status: response.ok ? 0 : response.status, body: {} };
      return { status: response.status, body: await response.json() };
    } catch {
      return { status: 0, body: {} };
    }
  }

  /** All statements, or the changes since the last answer; also renews the CSRF token. */
  async statements() {
    const since = this.version === null ? "" : `?since=${encodeURIComponent(this.version)}`;
    const answer = await this.request("GET", `statements/${since}`, {
      ifNoneMatch: this.version === null ? null : `"${this.version}"`,
    });
    if (answer.status !== 200) return answer;
    this.csrf = answer.body.csrf;
    return answer;
  }

  /** Sends one job of the write queue. */
  write(job) {
    const path = `statements/${job.kind === "create" ? "" : `${job.id}/`}`;
    switch (job.kind) {
      case "create":
        return this.request("POST", path, { body: job.body });
      case "change":
        return this.request("PUT", path, { body: job.body, etag: job.etag });
      case "remove":
        return this.request("DELETE", path, { etag: job.etag });
      case "reject":
      case "withdraw":
        return this.request("POST", `proposals/${job.kind}/`, { body: { proposal: job.proposal } });
      case "restore":
        return this.request("POST", `${path}restore/`, { body: {} });
      default:
        return this.request("POST", `${path}split/`, { body: { at: job.at }, etag: job.etag });
    }
  }

  /** Those that begin in a part of the text. */
  proposals(start, end) {
    return this.request("GET", `proposals/?start=${start}&end=${end}`);
  }

  /** Up to three for a span, each with why. */
  themes({ start, end }) {
    return this.request("GET", `themes/?start=${start}&end=${end}`);
  }

  /** What to look at before a statement with this body is published; `id` is null for a new one. */
  publication(id, body) {
    return this.request("POST", "publication/", { body: { ...body, id } });
  }

  choices(modelName, q, signal) {
    return this.request("GET", `choices/${modelName}/?q=${encodeURIComponent(q)}`, { signal });
  }

  createRole(role) {
    return this.request("POST", "roles/", { body: role });
  }

  create(modelName, name, parent = null) {
    return this.request("POST", `choices/${modelName}/`, { body: { name, parent } });
  }
}
