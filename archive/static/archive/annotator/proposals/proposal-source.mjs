/* The proposals of the text, loaded part by part: first around what is looked at. */

const PART_LENGTH = 60_000; // code points; as many as the server gives at once

export class ProposalSource {
  /** `onChange()` is called when proposals came; `onError(body)` when the server refused. */
  constructor(api, length, { onChange, onError }) {
    Object.assign(this, { api, length, onChange, onError });
    this.parts = new Map(); // number -> {proposals, turns, next}; null while it is loaded
  }

  /** In reading order. */
  get proposals() {
    return this.collect("proposals");
  }

  /** For findEvidence. */
  get evidence() {
    const names = ["proposals", "turns", "mentions"];
    return Object.fromEntries(names.map((name) => [name, this.collect(name)]));
  }

  /** Whether the program can propose in the language of the text; true before the first answer. */
  get hasGrammar() {
    return [...this.parts.values()].every((part) => part?.has_grammar ?? true);
  }

  collect(name) {
    const loaded = [...this.parts].filter(([, part]) => part).sort(([a], [b]) => a - b);
    return loaded.flatMap(([, part]) => part[name]);
  }

  /** Loads the part with this offset; true where it is there already. */
  async load(offset) {
    const number = Math.floor(Math.max(0, Math.min(offset, this.length - 1)) / PART_LENGTH);
    if (this.parts.has(number)) return this.parts.get(number) !== null;
    this.parts.set(number, null);
    const { status, body } = await this.api.proposals(number * PART_LENGTH, (number + 1) * PART_LENGTH);
    if (status === 200) {
      this.parts.set(number, body);
      this.onChange();
      return true;
    }
    this.parts.delete(number);
    this.onError(body);
    return false;
  }

  /** Where the first proposal after the loaded parts around `offset` begins; null where there is none or nobody knows. */
  nextAfter(offset) {
    let number = Math.floor(offset / PART_LENGTH);
    while (this.parts.get(number + 1)) number++;
    return this.parts.get(number)?.next ?? null;
  }

  /** Asks again for what was loaded: somebody else has decided. */
  reload() {
    const numbers = [...this.parts.keys()];
    this.parts.clear();
    return Promise.all(numbers.map((number) => this.load(number * PART_LENGTH)));
  }
}
