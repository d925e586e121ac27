/* The dialog before several proposals are accepted: how many, and of whom. */

import { gettext, interpolate, ngettext } from "../catalog.mjs";
import { openDialog } from "../ui/dialogs.mjs";
import { h } from "../ui/dom.mjs";
import { select } from "../ui/fields.mjs";
import { countSpeakers } from "./pending-proposals.mjs";

const SCORE_THRESHOLDS = [
  ["0.9", gettext("almost certain only")],
  ["0.75", gettext("likely or better")],
  ["0.5", gettext("possible or better")],
  ["0", gettext("all")],
];
const MAX_SPEAKERS = 8; // named one by one

/** `proposals` can be accepted; `isVisible(proposal)` tells those on the screen. `accept(chosen)` gets those to accept. */
export function showAcceptDialog(proposals, isVisible, incomplete, accept) {
  const scope = select("accept-scope", [
    ["screen", gettext("on this screen")],
    ["all", gettext("in the whole list")],
  ]);
  const threshold = select("accept-least", SCORE_THRESHOLDS);
  threshold.value = "0.75";
  const summary = h("div", { role: "status", class: "accept-summary" });
  const chosen = () =>
    proposals.filter(
      (proposal) => proposal.score >= Number(threshold.value) && (scope.value === "all" || isVisible(proposal)),
    );
  const update = () => {
    summary.replaceChildren(...description(chosen(), incomplete));
    dialog.querySelector(".default").disabled = chosen().length === 0;
  };
  const field = (label, input) => h("p", {}, h("label", { for: input.id }, label), " ", input);
  const dialog = openDialog(
    gettext("Accept several proposals"),
    [field(gettext("Which"), scope), field(gettext("How certain"), threshold), summary],
    [
      [gettext("Accept"), () => accept(chosen()), true],
      [gettext("Cancel"), null],
    ],
  );
  for (const input of [scope, threshold]) input.addEventListener("change", update);
  update();
  dialog.querySelector(".default").focus();
}

function description(chosen, incomplete) {
  const count = ngettext("%(n)s statement becomes a draft:", "%(n)s statements become drafts:", chosen.length);
  const speakers = countSpeakers(chosen);
  const line = ([name, n, isNew]) =>
    h(
      "li",
      {},
      interpolate(isNew ? gettext("%(n)s × %(name)s (new speaker)") : gettext("%(n)s × %(name)s"), { n, name }),
    );
  const others = speakers.slice(MAX_SPEAKERS).reduce((sum, [, n]) => sum + n, 0);
  const incompleteNote = ngettext(
    "%(n)s more proposal names nobody or several people; open it separately.",
    "%(n)s more proposals name nobody or several people; open them one by one.",
    incomplete,
  );
  return [
    h("p", {}, interpolate(count, { n: chosen.length })),
    h("ul", {}, ...speakers.slice(0, MAX_SPEAKERS).map(line), others ? line([gettext("others"), others, false]) : null),
    incomplete ? h("p", { class: "quiet" }, interpolate(incompleteNote, { n: incomplete })) : "",
    h("p", { class: "quiet" }, gettext("One undo takes them all back.")),
  ];
}
