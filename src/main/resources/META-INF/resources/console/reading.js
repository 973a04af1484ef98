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
    externalId: json.external_id,
    openedAt: json.opened_at,
    fallback: json.fallback === undefined || json.fallback === null ? undefined : fallback(json.fallback),
    challenge: json.challenge === undefined || json.challenge === null ? undefined : challenge(json.challenge),
  };
}

/** What the agent decided without a wallet. */
export function fallback(json) {
  return { outcome: json.outcome, at: json.decided_at };
}

export function purpose(json) {
  return {
    name: json.name,
    texts: json.texts ?? {},
    callBinding: json.call_binding,
    asks: asked(json),
    // Nothing is asked: the customer checks that it is us.
    organisationCheck: json.organisation_check === true,
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
    bindingMessage: json.binding_message,
    attemptsLeft: json.attempts_left,
    request: json.request === undefined ? undefined : {
      uri: json.request.uri, qr: json.request.qr, page: json.request.page, textMessage: json.request.text_message === true,
    },
    askedAt: json.asked_at,
    expiresAt: json.expires_at,
    deliveries: (json.deliveries ?? []).map(({ wallet, device, channel, state }) => ({ wallet, device, channel, state })),
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
      // Absent where it is masked: the page does not hold what has not been revealed.
      value: attribute.value,
      masked: attribute.masked === true,
      hint: attribute.hint,
      issuer: attribute.issuer,
      issuedAt: attribute.issued_at,
      expiresAt: attribute.expires_at,
    })),
  };
}

/** One value, revealed until the service says. */
export function revealed(json) {
  return { value: json.value, until: json.visible_until };
}

const CHANNELS = new Set(['voice', 'chat', 'video', 'email', 'branch']);
const DIRECTIONS = new Set(['inbound', 'outbound']);
const E164 = /^\+[1-9]\d{5,14}$/;

/**
 * What a contact-centre desktop says in the address of this page: `?external_id=&channel=&direction=&phone=`. It is only
 * ever shown. Nothing is opened by an address: it may be somebody else's link.
 */
export function screenPop(search) {
  const query = new URLSearchParams(search);
  const externalId = text(query.get('external_id'), 200);
  if (externalId === undefined) return undefined;
  // A plus that was not encoded reads as a space.
  const phone = (query.get('phone') ?? '').replace(/^ /, '+').replace(/[\s().-]/g, '');
  return {
    externalId,
    channel: CHANNELS.has(query.get('channel')) ? query.get('channel') : 'voice',
    direction: DIRECTIONS.has(query.get('direction')) ? query.get('direction') : 'inbound',
    phone: E164.test(phone) ? phone : undefined,
    customerNumber: text(query.get('customer_number'), 100),
  };
}

const text = (value, most) => (value === null || value === '' || value.length > most ? undefined : value);

const REACHED = ['failed', 'queued', 'sent', 'delivered', 'opened'];

/** Deliveries by wallet, each with the furthest it has come on any channel; text messages stand alone. */
export function byWallet(deliveries) {
  const wallets = new Map();
  for (const each of deliveries) {
    const name = each.channel === 'text_message' ? 'text_message' : each.wallet;
    const known = wallets.get(name);
    if (known === undefined || REACHED.indexOf(each.state) > REACHED.indexOf(known.state)) wallets.set(name, each);
  }
  return [...wallets.values()];
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
    path: event.data.path,
    interaction: event.data.interaction,
    at: event.data.at ?? new Date(now()).toISOString(),
  };
}
