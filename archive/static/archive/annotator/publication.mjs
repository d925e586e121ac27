/* The checklist before a statement is published: the server keeps the list, this shows it. */

import { gettext } from "./catalog.mjs";
import { page } from "./page.mjs";
import { requestBody } from "./state/merge.mjs";
import { openDialog } from "./ui/dialogs.mjs";
import { h } from "./ui/dom.mjs";

/** Whether to save: at once where nothing is published, where there is nothing to look at, or where no answer comes. */
export async function confirmPublication(api, target, before, values) {
  const former = target.former ?? before;
  if (values.state !== "published" || former?.state === "published") return true;
  const id = !target.proposal && typeof target.id === "number" ? target.id : null;
  const { status, body } = await api.publication(id, requestBody(values, page.text_version));
  if (status !== 200 || !body.findings.length) return true;
  return askToPublish(body);
}

function askToPublish({ findings, is_public: isPublic }) {
  const list = h("ul", {}, ...findings.map(({ message }) => h("li", {}, message)));
  const effect = isPublic
    ? gettext("Readers see the statement as soon as it is saved.")
    : gettext("Readers see the statement once its document is published.");
  return new Promise((resolve) => {
    const buttons = [
      [gettext("Publish nevertheless"), () => resolve(true), true],
      [gettext("Back to the statement"), () => resolve(false)],
    ];
    openDialog(gettext("Before this is published"), [list, h("p", {}, effect)], buttons, () => resolve(false));
  });
}
