/** Where the plugin's interface lies under a portal's address. */
const INTERFACE = '/api/countersign';

/**
 * The base of the HTTP interface for what a person writes as the portal's address: with or without
 * a trailing slash, with or without the path of the interface.
 *
 * @returns `undefined` for anything but an http or https address.
 */
export function portalBaseUrl(address: string): string | undefined {
  let url: URL;
  try {
    url = new URL(address.trim());
  } catch {
    return undefined;
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return undefined;
  }
  const path = url.pathname.replace(/\/+$/, '');
  return `${url.origin}${path.endsWith(INTERFACE) ? path : `${path}${INTERFACE}`}`;
}
