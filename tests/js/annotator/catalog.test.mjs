import assert from "node:assert/strict";
import { test } from "node:test";

import { gettext, interpolate, ngettext } from "../../../archive/static/archive/annotator/catalog.mjs";

test("without a catalogue messages are in English", () => {
  assert.equal(gettext("Undo"), "Undo");
  const messages = [0, 1, 2].map((n) => interpolate(ngettext("%(n)s change", "%(n)s changes", n), { n }));
  assert.deepEqual(messages, ["0 changes", "1 change", "2 changes"]);
});

test("named values are filled in, also those that contain a placeholder", () => {
  assert.equal(interpolate("%(a)s and %(b)s", { a: "%(b)s", b: 2 }), "%(b)s and 2");
});

test("with a catalogue messages are in its language", async () => {
  globalThis.django = { gettext: () => "Annuler", ngettext: (_one, _many, n) => (n > 1 ? "plusieurs" : "un") };
  const translated = await import("../../../archive/static/archive/annotator/catalog.mjs?translated");
  delete globalThis.django;
  assert.equal(translated.gettext("Undo"), "Annuler");
  assert.deepEqual(
    [0, 1, 2].map((n) => translated.ngettext("a", "b", n)),
    ["un", "un", "plusieurs"],
  );
});
