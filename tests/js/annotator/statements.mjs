/* A statement as the server describes it, and the fields that the page's data would list. */

import { page } from "../../../archive/static/archive/annotator/page.mjs";

const NAMES = ["voice", "attribution", "certain", "voice_label", "role_as_printed", "note"];

page.fields = NAMES.map((name) => ({ name, kind: name === "certain" ? "flag" : "text", choices: [] }));

export const statement = (id, more = {}) => ({
  id,
  etag: `"${id}"`,
  start: id * 10,
  end: id * 10 + 5,
  words: `words ${id}`,
  state: "draft",
  state_label: "Draft",
  speaker: { id: 1, label: "Ada" },
  event: null,
  themes: [],
  relays: [],
  voice: "speaker",
  voice_label: "",
  attribution: "verbatim",
  attribution_label: "Verbatim",
  role_as_printed: "",
  role: null,
  note: "",
  certain: true,
  ...more,
});
