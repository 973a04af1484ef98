/**
 * The panel's token: what opens it comes in the address's fragment, is used up at once, and becomes a token for requests
 * that lives in this page's memory only. No cookie, no storage.
 */
import { face } from '/console/face.js';

const GRANT = 'urn:countersign:params:oauth:grant-type:panel';
const RETRY = 3000;

/** Takes the parameters from the fragment, and the fragment from the address and the history. */
export function takeFragment() {
  const parameters = new URLSearchParams(location.hash.slice(1));
  history.replaceState(null, '', location.pathname);
  return parameters;
}

/** @returns seconds that the new token is good for, or `refused`, or `unreachable` */
async function exchange(token) {
  let response;
  try {
    response = await fetch('/oauth/token', {
      method: 'POST', credentials: 'omit', cache: 'no-store', referrerPolicy: 'no-referrer',
      body: new URLSearchParams({ grant_type: GRANT, panel_token: token }),
    });
  } catch {
    return 'unreachable';
  }
  if (response.status >= 500 || response.status === 429) return 'unreachable';
  if (!response.ok) return 'refused';
  const answer = await response.json();
  face.token = answer.access_token;
  return answer.expires_in;
}

/**
 * Opens the panel and keeps it open.
 *
 * @param on `{ waiting(), over(why) }`: `waiting` while the service does not answer; `over` with `refused` or `over`
 * @returns whether it is open
 */
export async function openPanel(token, on) {
  for (;;) {
    const good = await exchange(token);
    if (good === 'refused') {
      on.over('refused');
      return false;
    }
    if (good !== 'unreachable') {
      renewAfter(good, on);
      return true;
    }
    on.waiting();
    await new Promise((resume) => setTimeout(resume, RETRY));
  }
}

/** In the middle of its life: there is time to try again. */
function renewAfter(seconds, on) {
  setTimeout(async () => {
    const good = await exchange(face.token);
    if (good === 'refused') on.over('over');
    else renewAfter(good === 'unreachable' ? 10 : good, on);
  }, seconds * 500);
}
