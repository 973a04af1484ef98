/** Turns the API's JSON into what the screens speak of. The only place that knows member names of answers. */
import { now } from './clock.js';

/** States in which the customer can still answer. */
export const WAITING = new Set(['requested', 'delivered', 'opened', 'awaiting_read_back']);

export function interaction(json) {
  return {
    id: json.id,
    channel: json.channel,
    direction: json.direction,
    hint: json.customer_hint,
    openedAt: json.opened_at,
    challenge: json.challenge === undefined || json.challenge === null ? undefined : challenge(json.challenge),
  };
}

export function purpose(json) {
  return {
    name: json.name,
    texts: json.texts ?? {},
    callBinding: json.call_binding,
    asks: asked(json),
  };
}

/** The attributes of a purpose: paths of its query, each once. */
function asked(json) {
  const paths = (json.dcql_query?.credentials ?? []).flatMap((credential) => credential.claims ?? []).map((claim) => claim.path);
  const seen = new Set();
  return paths.filter((path) => Array.isArray(path) && !seen.has(path.join('.')) && seen.add(path.join('.')));
}

export function challenge(json) {
  const verdict = json.verdict ?? {};
  const retry = verdict.retry_after_seconds;
  return {
    id: json.id,
    state: json.state,
    purpose: json.purpose?.name,
    callBinding: json.call_binding,
    number: json.number,
    displayCode: json.display_code,
    attemptsLeft: json.attempts_left,
    request: json.request,
    askedAt: json.asked_at,
    expiresAt: json.expires_at,
    deliveries: json.deliveries ?? [],
    reason: verdict.reason,
    dependency: verdict.dependency,
    retryAt: json.state === 'undecided' && retry !== undefined ? now() + retry * 1000 : undefined,
  };
}

export function identity(json) {
  return {
    challenge: json.challenge,
    visibleUntil: json.visible_until,
    attributes: json.attributes.map((attribute) => ({
      path: attribute.path,
      value: attribute.value,
      issuer: attribute.issuer,
      issuedAt: attribute.issued_at,
      expiresAt: attribute.expires_at,
    })),
  };
}

/** What happened to a challenge or an interaction, as its event tells. */
export function happening(event) {
  const [subject, what] = event.type.split('.');
  return {
    id: event.id,
    subject,
    what,
    failedAttempts: event.data.failed_attempts ?? 0,
    challenge: event.data.challenge,
    interaction: event.data.interaction,
    at: event.data.at ?? new Date(now()).toISOString(),
  };
}
