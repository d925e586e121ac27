/* Pure: what was done in this sitting, to be undone and done again. A command is {say, back: [job], forth: [job]}. */

export class Undoing {
  constructor() {
    this.done = [];
    this.undone = [];
  }

  /** Something new makes what was undone unreachable. */
  did(command) {
    this.done.push(command);
    this.undone = [];
  }

  undo() {
    return this.turn(this.done, this.undone);
  }

  redo() {
    return this.turn(this.undone, this.done);
  }

  turn(from, to) {
    const command = from.pop() ?? null;
    if (command) to.push(command);
    return command;
  }

  /** What the server refused was not done: it is neither to be undone nor done again. */
  forget(command) {
    this.done = this.done.filter((each) => each !== command);
    this.undone = this.undone.filter((each) => each !== command);
  }
}
