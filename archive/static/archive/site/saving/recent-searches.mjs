/* The last searches made in this browser: a list of {address, title}, the newest first. */

const STORAGE_KEY = "verbatim.searches";
const MAX_SEARCHES = 12;

export function recentSearches() {
  try {
    const rows = JSON.parse(localStorage.getItem(STORAGE_KEY) ?? "[]");
    return Array.isArray(rows) ? rows.filter(({ address }) => /^(?:\/[a-z]+)?\/search\/\?/.test(address)) : [];
  } catch {
    return [];
  }
}

export function forgetSearches() {
  localStorage.removeItem(STORAGE_KEY);
}

/** On the page of a search for something: once, whichever page of it. */
export function rememberSearch() {
  const heading = document.querySelector("[data-search-title]");
  if (!heading) return;
  const query = new URLSearchParams(location.search);
  query.delete("page");
  if (!query.size) return;
  const address = `${location.pathname}?${query}`;
  const row = { address, title: heading.dataset.searchTitle };
  const others = recentSearches().filter((search) => search.address !== address);
  try {
    localStorage.setItem(STORAGE_KEY, JSON.stringify([row, ...others].slice(0, MAX_SEARCHES)));
  } catch {
    // a browser that keeps nothing
  }
}
