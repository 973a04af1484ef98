/** The calls of the customer's pages. Failures are `Refused` (an answer) or `Unreachable`. */

export class Refused extends Error {
  constructor(status, problem) {
    super(problem?.title ?? `status ${status}`);
    this.status = status;
  }
}

export class Unreachable extends Error {}

async function send(method, path, body) {
  let response;
  try {
    const headers = { Accept: 'application/json, text/plain, application/problem+json' };
    if (body !== undefined) headers['Content-Type'] = 'application/json';
    response = await fetch(path, { method, headers, cache: 'no-store', body: body === undefined ? undefined : JSON.stringify(body) });
  } catch {
    throw new Unreachable();
  }
  if (!response.ok) throw new Refused(response.status, await response.json().catch(() => null));
  return response;
}

const json = async (method, path, body) => {
  const response = await send(method, path, body);
  return response.status === 204 ? null : response.json();
};

const at = encodeURIComponent;
const page = (path, cursor) => json('GET', cursor ? `${path}?cursor=${at(cursor)}` : path);

export const beginSignIn = () => json('POST', '/portal/v1/sign_in');
export const signInSoFar = () => json('GET', '/portal/v1/sign_in');
export const openSession = () => json('POST', '/portal/v1/session');
export const me = () => json('GET', '/portal/v1/session');
export const signOut = () => json('DELETE', '/portal/v1/session');
export const interactions = (cursor) => page('/portal/v1/interactions', cursor);
export const interaction = (id) => json('GET', `/portal/v1/interactions/${at(id)}`);
export const withdraw = (challenge) => json('POST', `/portal/v1/challenges/${at(challenge)}/withdrawn`);
export const receipts = (cursor) => page('/portal/v1/receipts', cursor);
/** The C2SP tlog-proof of a receipt; undefined while its entry waits for its place in the log. */
export async function proof(receipt) {
  try {
    return await (await send('GET', `/portal/v1/receipts/${at(receipt)}/proof`)).text();
  } catch (cause) {
    if (cause instanceof Refused && cause.status === 404) return undefined;
    throw cause;
  }
}
export const erasureRequests = async () => (await json('GET', '/portal/v1/erasure_requests')).items;
export const askForErasure = () => json('POST', '/portal/v1/erasure_requests');
/** The bank's DID document, which names the keys that it signs receipts with. Public. */
export const didDocument = () => json('GET', '/.well-known/did.json');
