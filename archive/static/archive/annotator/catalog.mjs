/* Django's JavaScript catalogue (`admin:jsi18n`), loaded before the modules; without it every message is in English. */

const { django } = globalThis;

export const gettext = django?.gettext ?? ((message) => message);

export const ngettext = django?.ngettext ?? ((singular, plural, count) => (count === 1 ? singular : plural));

/** Fills `%(name)s` in a message. */
export function interpolate(message, values) {
  return message.replace(/%\((\w+)\)s/g, (_, name) => values[name] ?? "");
}
