/* The panel beside the words: all that is said of them, by keys alone if one likes. */

import { Choice } from "./choice.mjs";
import { fail, field, hint, keeper, refill, select, text } from "./fields.mjs";
import { brief, h, page, say } from "./page.mjs";

const TYPED = ["voice_label", "role_as_printed", "note"];
const SELECTED = ["voice", "attribution", "state"];

export class Panel {
  /** `does` has save(filled), leave(), changed(), rolesOf(speaker, event), mayMake(noun), mayPublish(). */
  constructor(root, api, keeping, does) {
    Object.assign(this, { root, api, keeping, does, about: null });
    this.words = h("blockquote", { class: "panel-words", lang: page.language });
    this.title = h("h2", { id: "panel-title" });
    this.wrong = h("p", { class: "trouble", role: "alert", hidden: true });
    this.role = h("div", { class: "panel-role" });
    this.form = h("form", { class: "bench-form", novalidate: true, "aria-labelledby": "panel-title" }, ...this.build());
    this.root.append(h("header", { class: "panel-head" }, this.title, h("button", { type: "button", class: "quiet-button", on: { click: () => does.leave() } }, say("leave"))), this.words, this.form);
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.save();
    });
    this.form.addEventListener("input", () => this.touched());
    this.form.addEventListener("change", () => this.touched());
  }

  get isOpen() {
    return !this.root.hidden;
  }

  build() {
    const { words } = page;
    const choice = (name, noun, many = false) => {
      const made = new Choice({ api: this.api, noun, name, label: words[name], many, mayMake: this.does.mayMake, changed: () => this.touched() });
      made.fail = (message) => fail(this.form, name, message);
      return made;
    };
    this.choices = { speaker: choice("speaker", "speaker"), event: choice("event", "event"), themes: choice("themes", "theme", true), relays: choice("relays", "speaker", true) };
    const keep = (name) => keeper(name, words[name], this.keeping.on[name], (...turned) => this.keeping.turn(...turned));
    const chosen = (name, more = {}) => field(name, words[name], this.choices[name].root, more);
    const note = h("textarea", { id: "choose-note", name: "note", rows: 2 });
    const certain = h("input", { id: "choose-certain", name: "certain", type: "checkbox" });
    return [
      this.wrong,
      chosen("speaker", { keep: keep("speaker") }),
      field("attribution", words.attribution, select("attribution", [["", "–"], ...page.attributions]), { wide: false }),
      field("voice", words.voice, select("voice", page.voices), { wide: false }),
      field("voice_label", words.voice_label, text("voice_label", 200)),
      this.role,
      chosen("themes", { keep: keep("themes") }),
      chosen("event", { keep: keep("event") }),
      field("role_as_printed", words.role_as_printed, text("role_as_printed", 300), { wide: false }),
      chosen("relays", { wide: false }),
      field("note", words.note, note),
      field("state", words.state, select("state", page.states), { wide: false }),
      field("certain", words.certain, certain, { wide: false, tick: true }),
      h("div", { class: "panel-send" }, h("button", { type: "submit", class: "button default" }, say("save")), h("span", { class: "quiet" }, say("saveHint"))),
    ];
  }

  input(name) {
    return this.form.elements.namedItem(name);
  }

  /** `about` is {id, seen, draft}: of a new statement `id` is null; `filled` is a statement as it is shown. */
  open(about, filled, { guessed = {}, focus = true } = {}) {
    this.about = { ...about, span: { start: filled.start, end: filled.end } };
    this.before = filled;
    for (const [name, choice] of Object.entries(this.choices)) choice.set([filled[name] ?? []].flat());
    for (const name of TYPED) this.input(name).value = filled[name] ?? "";
    const states = this.does.mayPublish() || filled.state === "published" ? page.states : page.states.filter(([value]) => value !== "published");
    refill(this.input("state"), states, filled.state);
    for (const name of SELECTED) this.input(name).value = filled[name] ?? "";
    this.input("certain").checked = filled.certain;
    this.input("state").disabled = filled.state === "published" && !this.does.mayPublish();
    this.title.textContent = about.id === null ? say("markTitle") : say("changeTitle", { number: filled.number ?? "" });
    for (const name of ["speaker", "attribution"]) hint(this.form, name, guessed[name] ?? "");
    this.clear();
    this.show(filled.words, about.paragraph);
    this.chosenRole = filled.role;
    this.root.hidden = false;
    this.isTouched = Boolean(about.draft);
    this.showRole();
    if (focus) this.focus();
  }

  show(words, paragraph) {
    this.words.textContent = brief(words, 150);
    this.words.dataset.paragraph = `¶ ${paragraph}`;
  }

  /** Other words for what is open; all that is typed stays. */
  move(span, words, paragraph) {
    this.about.span = span;
    this.about.words = words;
    this.show(words, paragraph);
    this.isTouched = true;
  }

  focus() {
    const name = !this.choices.speaker.value.length && this.input("voice").value === "speaker" ? "speaker" : this.input("attribution").value ? "speaker" : "attribution";
    (this.choices[name]?.input ?? this.input(name)).focus({ preventScroll: true });
  }

  close() {
    this.root.hidden = true;
    this.about = null;
    this.isTouched = false;
    for (const choice of Object.values(this.choices)) choice.close();
  }

  touched() {
    if (!this.isOpen) return;
    this.isTouched = true;
    this.suitVoice();
    this.showRole();
    this.does.changed();
  }

  /** Only a speaker's voice has a speaker; choosing one chooses that voice. */
  suitVoice() {
    const voice = this.input("voice");
    const has = this.choices.speaker.value.length > 0;
    if (has && voice.value !== "speaker" && document.activeElement !== voice) voice.value = "speaker";
    if (has && voice.value !== "speaker") this.choices.speaker.set([]);
    this.form.querySelector('[data-field="voice_label"]').hidden = voice.value !== "unnamed";
  }

  showRole() {
    this.form.querySelector('[data-field="voice_label"]').hidden = this.input("voice").value !== "unnamed";
    const [speaker] = this.choices.speaker.value;
    const [event] = this.choices.event.value;
    const key = `${speaker?.id} ${event?.id}`;
    if (key === this.roleKey && this.about.roleFor === this.before) return;
    [this.roleKey, this.about.roleFor] = [key, this.before];
    this.role.replaceChildren();
    if (!speaker) return;
    const { roles, warning } = this.does.rolesOf(speaker, event, this.before);
    if (this.chosenRole && !roles?.some(({ id }) => id === this.chosenRole.id)) this.chosenRole = speaker.id === this.before.speaker?.id ? this.before.role : null;
    this.role.append(...this.roleParts(roles, warning));
  }

  roleParts(roles, warning) {
    if (!roles) return [h("p", { class: "quiet" }, say("roleAfterwards"))];
    const all = this.chosenRole && !roles.some(({ id }) => id === this.chosenRole.id) ? [this.chosenRole, ...roles] : roles;
    if (all.length === 1 && !this.chosenRole) return [h("p", { class: "quiet role-line" }, all[0].label)];
    const parts = warning ? [h("p", { class: "warn" }, warning)] : [];
    if (!all.length) return parts;
    const box = select("role", [["", say("roleOpen")], ...all.map(({ id, label }) => [id, label])]);
    box.value = this.chosenRole?.id ?? "";
    box.addEventListener("change", () => (this.chosenRole = all.find(({ id }) => String(id) === box.value) ?? null));
    return [...parts, field("role", say("role"), box)];
  }

  /** The statement as it will be shown when it is saved. */
  filled() {
    const one = (name) => this.choices[name].value[0] ?? null;
    const voice = this.input("voice").value;
    const attribution = this.input("attribution").value;
    const state = this.input("state").value;
    const speaker = one("speaker");
    return {
      ...this.before, ...this.about.span, words: this.about.words ?? this.before.words, speaker, event: one("event"),
      themes: this.choices.themes.value, relays: this.choices.relays.value, voice, voice_name: labelled(page.voices, voice),
      voice_label: voice === "unnamed" ? this.input("voice_label").value.trim() : "", attribution, attribution_label: labelled(page.attributions, attribution),
      role_as_printed: this.input("role_as_printed").value.trim(), role: speaker ? this.chosenRole : null, note: this.input("note").value.trim(),
      certain: this.input("certain").checked, state, state_label: labelled(page.states, state),
    };
  }

  save() {
    this.clear();
    const unsure = Object.entries(this.choices).find(([, choice]) => choice.isUnsure);
    const filled = this.filled();
    const errors = {};
    if (unsure) errors[unsure[0]] = [say("chooseOne", { typed: unsure[1].input.value.trim() })];
    else if (filled.voice === "speaker" && !filled.speaker) errors.speaker = [say("nameSpeaker")];
    if (!filled.attribution) errors.attribution = [say("sayHow")];
    if (Object.keys(errors).length) this.fail(errors);
    else this.does.save(this.about, this.before, filled);
  }

  /** What is wrong stands at its field, and the first of those has the focus. */
  fail(errors, message = "") {
    const rest = [];
    let first = null;
    for (const [name, messages] of Object.entries(errors)) {
      if (fail(this.form, name, messages.join(" "))) first ??= name;
      else rest.push(...messages);
    }
    const said = rest.length ? rest.join(" ") : first ? "" : message;
    this.wrong.textContent = said;
    this.wrong.hidden = !said;
    const input = first && this.form.querySelector(`[data-field="${first}"] :is(input, select, textarea)`);
    (input ?? this.form.querySelector("[type=submit]")).focus();
  }

  clear() {
    this.wrong.hidden = true;
    for (const place of this.form.querySelectorAll("[data-field]")) fail(this.form, place.dataset.field, "");
  }
}

function labelled(options, value) {
  return options.find(([key]) => key === value)?.[1] ?? value;
}
