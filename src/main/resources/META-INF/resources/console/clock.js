/** Time as the service sees it: a countdown must not depend on how well this computer's clock is set. */

let offset = 0;
const TOLERATED = 2000;

/** Learns from an answer's Date header, which counts whole seconds. */
export function noteServerTime(date) {
  const server = Date.parse(date ?? '');
  if (Number.isNaN(server)) return;
  const difference = server + 500 - Date.now();
  offset = Math.abs(difference) > TOLERATED ? difference : 0;
}

export const now = () => Date.now() + offset;

/** Whole seconds until `time` (an RFC 3339 text), never negative; undefined when there is no such time. */
export function secondsUntil(time) {
  const end = Date.parse(time ?? '');
  return Number.isNaN(end) ? undefined : Math.max(0, Math.ceil((end - now()) / 1000));
}

export function secondsSince(time) {
  const start = Date.parse(time ?? '');
  return Number.isNaN(start) ? undefined : Math.max(0, Math.floor((now() - start) / 1000));
}

/** `9:41`, or `1:02:03` from an hour on. */
export function digits(total) {
  const two = (n) => String(n).padStart(2, '0');
  const hours = Math.floor(total / 3600);
  const minutes = Math.floor(total / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(total % 60)}` : `${minutes}:${two(total % 60)}`;
}
