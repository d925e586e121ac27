/* A long text has pages, and a fragment is not sent to the server: this leads to the page that has its place. */

/** The address with the place in it, null where the page is the right one or nothing can be done. */
export function textPageAddress(address, isOnPage) {
  const url = new URL(address);
  const place = /^#([ps][0-9]+)$/.exec(url.hash)?.[1];
  if (!place || isOnPage(place) || url.searchParams.get("at") === place) return null;
  url.searchParams.set("at", place);
  return url.href;
}

export function openTextPage() {
  if (!document.querySelector("[data-text-pages]")) return;
  const address = textPageAddress(location.href, (id) => document.getElementById(id));
  if (address) location.replace(address);
}
