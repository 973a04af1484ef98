// The wallet behind this screen: JSON over HTTP, and a stream of what it knows now.

/** Thrown when the wallet behind the screen does not answer. */
export class Unreachable extends Error {}

/** Sends one command; answers are outcomes, never exceptions, but for an unreachable wallet. */
export async function post(path, body = {}) {
  let reply;
  try {
    reply = await fetch(`api/${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
  } catch (cause) {
    throw new Unreachable(path, { cause });
  }
  if (!reply.ok) {
    throw new Unreachable(`${path}: ${reply.status}`);
  }
  return reply.json();
}

/** Sends a picture that should hold a QR code. */
export async function readPicture(picture) {
  let reply;
  try {
    reply = await fetch('api/qr', { method: 'POST', headers: { 'Content-Type': 'application/octet-stream' }, body: picture });
  } catch (cause) {
    throw new Unreachable('qr', { cause });
  }
  return reply.ok ? reply.json() : {};
}

/** Follows what the wallet knows; the browser reconnects by itself. */
export function follow(onState, onLost) {
  const source = new EventSource('api/events');
  source.addEventListener('state', (event) => onState(JSON.parse(event.data)));
  source.addEventListener('error', onLost);
}
