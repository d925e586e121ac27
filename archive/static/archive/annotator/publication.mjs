/* The checklist before a statement is published: the server keeps the list, this shows it. */

import { gettext } from "./catalog.mjs";
import { page } from "./page.mjs";
import { requestBody } from "./state/merge.mjs";
import { openDialog } from "./ui/dialogs.mjs";
import { h } from "./ui/dom.mjs";

/** Whether to save. What was confirmed is kept with the values, for the server wants to be told when it publishes. */
export async function confirmPublication(api, target, before, values) {
  const id = !target.proposal && typeof target.id === "number" ? target.id : null;
  // A new statement starts with the state of the last one, and is not public for that.
  const former = target.former ?? (id === null ? null : before);
  const findingsOf = (statement) => api.publication(id, requestBody(statement, page.text_version));
  if (former?.state === "published") {
    if (values.state !== "published") former.confirmed = codesOf(await findingsOf(former)); // to undo the taking back
    return true;
  }
  if (values.state !== "published") return true;
  const answer = await findingsOf(values);
  if (answer.status !== 200) return true; // the server says why, when it is saved
  values.confirmed = codesOf(answer);
  return askToPublish(answer.body);
}

function codesOf({ status, body }) {
  return status === 200 ? body.findings.map(({ code }) => code) : [];
}

function askToPublish({ findings, is_public: isPublic }) {
  const list = h("ul", {}, ...findings.map(({ message }) => h("li", {}, message)));
  const effect = isPublic
    ? gettext("Readers see the statement as soon as it is saved.")
    : gettext("Readers see the statement once its document is published.");
  return new Promise((resolve) => {
    const publish = findings.length ? gettext("Publish anyway") : gettext("Publish");
    const buttons = [
      [publish, () => resolve(true), true],
      [gettext("Back to the statement"), () => resolve(false)],
    ];
    const content = findings.length ? [list, h("p", {}, effect)] : [h("p", {}, effect)];
    openDialog(gettext("Before this is published"), content, buttons, () => resolve(false));
  });
}
