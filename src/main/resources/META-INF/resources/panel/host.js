/**
 * Tells the page around the panel how the interaction stands: a word, never a person. It speaks through a channel that the
 * component made, and takes that only from the page that frames it, and only when the operator named that page's origin.
 */

let port;
let waiting;
let allowed;
let last;

/** Listens for the component; what comes before the allowed origins are known waits. */
export function startHost() {
  addEventListener('message', (event) => {
    if (event.source !== parent || event.data?.type !== 'countersign-hello' || event.ports.length !== 1) return;
    waiting ??= { origin: event.origin, port: event.ports[0] };
    accept();
  });
}

export function allowOrigins(origins) {
  allowed = origins;
  accept();
}

function accept() {
  if (port !== undefined || waiting === undefined || allowed === undefined || !allowed.includes(waiting.origin)) return;
  port = waiting.port;
  port.postMessage({ type: 'ready' });
  if (last !== undefined) port.postMessage(last);
}

/** @param state `{ interaction, challenge, purpose, state }` */
export function tellState(state) {
  const message = { type: 'state', ...state };
  if (JSON.stringify(message) === JSON.stringify(last)) return;
  last = message;
  port?.postMessage(message);
}

export function tellEnd(why) {
  last = { type: 'ended', why };
  port?.postMessage(last);
}
