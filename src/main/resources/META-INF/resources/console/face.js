/** Which page this is, who calls for it, and where it finds what is its own. Set before anything is asked for. */
export const face = {
  /** Who may use the page: one of these roles is enough. */
  roles: ['agent', 'supervisor'],
  /** Whether interactions are opened and ended here; in a panel that is the business of the page around it. */
  whole: true,
  session: '/session',
  /** My open interactions; undefined for a page without a desk. */
  desk: '/api/v1/console/desk',
  events: '/api/v1/console/events',
  /** Of a page inside another site's page, where cookies do not come along: an access token, in memory only. */
  token: undefined,
};

/** Completes a request for `fetch`: by the session's cookie, or by the token and then never by a cookie. */
export function asCaller(init) {
  if (face.token === undefined) return { ...init, credentials: 'same-origin' };
  return { ...init, credentials: 'omit', headers: { ...init.headers, Authorization: `Bearer ${face.token}` } };
}
