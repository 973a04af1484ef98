/**
 * What the console knows, and the only code that changes it.
 *
 * Events of the service say that something changed; what it is now is always read from its resource. So a missed, doubled
 * or reordered event does no harm.
 */
import * as api from './api.js';
import * as reading from './reading.js';
import { listen } from './stream.js';
import { now, secondsUntil } from './clock.js';
import { face } from './face.js';

const { WAITING } = reading;

export const state = {
  /** `starting`, `signed_out`, `not_agent` or `ready`. */
  phase: 'starting',
  startFailed: false,
  signedOutAgain: false,
  session: undefined,
  signInElsewhere: undefined,
  settings: {},
  purposes: [],
  interactions: [],
  current: undefined,
  /** By interaction id: what only the centre and the timeline show. */
  details: new Map(),
  live: true,
  dialog: undefined,
  sheet: false,
  /** An interaction that just came: `{ id, back, until }`. */
  pop: undefined,
  /** What a contact-centre desktop says in this page's address, until the agent has done something about it. */
  wish: undefined,
};

let changed = () => {};
let mayComeToFront = () => false;
let loaded = false;
let watching;
let watchingCurrent;

export function onChange(listener) {
  changed = listener;
}

/** Decides whether the agent may be taken to a call that arrives now. */
export function onArrival(decide) {
  mayComeToFront = decide;
}

/** Changes what the console knows, then shows it. */
export function set(change) {
  change(state);
  changed();
}

export const current = () => state.interactions.find((each) => each.id === state.current);

export function detail(id) {
  if (!state.details.has(id)) {
    state.details.set(id, {
      challenge: undefined, identity: undefined, asking: undefined, choosing: false, notice: undefined, wrongCode: undefined,
      timeline: [], otherWallet: false, extra: undefined, seen: false, ending: false, checkingCode: false,
      firstSeen: Date.now(), texted: undefined, questions: new Map(), revealed: new Map(), revealing: new Set(),
    });
  }
  return state.details.get(id);
}

/** Identifiers sort by time; a question that was refused before it got one gives way to every later one. */
function isNewer(summary, whole) {
  if (summary === undefined) return false;
  return whole === undefined || (whole.id === undefined ? summary.id > (whole.after ?? '') : summary.id > whole.id);
}

/** States in which only the organisation's own questions may have told who it is. */
const UNVERIFIED = new Set(['none', 'declined', 'expired', 'cancelled', 'undecided', 'rejected', 'unreachable', 'too_often', 'proven']);

/** The state word of an interaction: that of its latest challenge, what was decided without a wallet, or `none`. */
export function stateOf(interaction) {
  const whole = state.details.get(interaction.id)?.challenge;
  const latest = isNewer(interaction.challenge, whole) ? interaction.challenge : whole;
  // The customer knows us now; nobody knows the customer.
  const name = latest?.state === 'verified' && isOrganisationCheck(latest) ? 'proven' : latest?.state ?? 'none';
  return interaction.fallback !== undefined && UNVERIFIED.has(name) ? `fallback_${interaction.fallback.outcome}` : name;
}

/** What may be asked, in the order of the keys 1 to 9. */
export const askable = () => state.purposes.filter((each) => !each.organisationCheck);

/** How the customer checks that it is us, if the agent may offer it. */
export const organisationCheck = () => state.purposes.find((each) => each.organisationCheck);

export const isOrganisationCheck = (challenge) => challenge?.purpose !== undefined
  && state.purposes.some((each) => each.organisationCheck && each.name === challenge.purpose);

// ---- session

export async function start() {
  state.wish ??= readWish();
  // Whoever cannot be told signs in with a password; the service then says if that is not the way.
  api.waysToSignIn().then((ways) => set((s) => { s.signInElsewhere = ways?.oidc; }), () => undefined);
  try {
    await begin(await api.session());
  } catch (failure) {
    if (failure instanceof api.Refused && failure.status === 401) {
      set((s) => { s.phase = 'signed_out'; s.startFailed = false; });
    } else {
      set((s) => { s.startFailed = true; });
      setTimeout(start, 3000);
    }
  }
}

async function begin(session) {
  const mayWork = session.roles?.some((role) => face.roles.includes(role));
  if (!mayWork) {
    set((s) => { s.session = session; s.phase = 'not_agent'; });
    return;
  }
  const another = state.session !== undefined && state.session.account !== session.account;
  if (another) forget();
  const [settings, purposes] = await Promise.all([api.settings(), api.purposes()]);
  set((s) => {
    s.session = session;
    s.settings = settings;
    s.purposes = purposes.map(reading.purpose);
    s.phase = 'ready';
    s.signedOutAgain = false;
    s.startFailed = false;
  });
  if (face.desk !== undefined) watch();
}

/** @returns what to tell the agent, or undefined when it worked */
export async function signIn(account, password) {
  try {
    await begin((await api.signIn(account, password)) ?? (await api.session()));
    return undefined;
  } catch (failure) {
    if (failure instanceof api.Unreachable) return 'unreachable';
    if (!(failure instanceof api.Refused)) throw failure;
    // A request from another origin than the service's own is forbidden, whatever the password.
    return { 403: 'address', 429: 'tooOften' }[failure.status] ?? (failure.status < 500 ? 'wrong' : 'unreachable');
  }
}

export async function signOut() {
  await api.signOut().catch(() => undefined);
  stopWatching();
  forget();
  set((s) => { s.phase = 'signed_out'; s.session = undefined; s.signedOutAgain = false; });
}

function signedOut() {
  stopWatching();
  set((s) => { s.phase = 'signed_out'; s.signedOutAgain = s.session !== undefined; });
}

function forget() {
  state.details.clear();
  state.interactions = [];
  state.current = undefined;
  state.dialog = undefined;
  state.pop = undefined;
  loaded = false;
}

// ---- what is live

function watch() {
  stopWatching();
  watching = listen(face.events, {
    open: () => { set((s) => { s.live = true; }); refresh(); },
    lost: () => set((s) => { s.live = false; }),
    refused: signedOut,
    event: (event) => {
      const { interaction, challenge } = reading.happening(event);
      refresh();
      if (interaction !== undefined && challenge !== undefined) refreshChallenge(interaction, challenge);
    },
  });
  watchCurrent();
  refresh();
}

function watchCurrent() {
  watchingCurrent?.stop();
  watchingCurrent = undefined;
  const id = state.current;
  if (id === undefined || state.phase !== 'ready') return;
  const known = detail(id);
  // From the beginning: what is older than this page belongs to the timeline too.
  watchingCurrent = listen(api.interactionEvents(id), {
    open: () => refreshCurrentChallenge(),
    lost: () => {},
    refused: () => {},
    event: (event) => {
      const happening = reading.happening(event);
      if (known.timeline.some((each) => each.id === happening.id)) return;
      set(() => {
        known.timeline.push(happening);
        // The customer has taken the consent back: what was shared leaves the screen at once.
        if (happening.what === 'withdrawn' && known.identity?.challenge === happening.challenge) forgetIdentity(known);
      });
      if (happening.subject !== 'challenge') return;
      refreshChallenge(id, happening.challenge);
      if (!known.questions.has(happening.challenge)) refreshQuestions();
    },
  }, known.timeline.at(-1)?.id ?? '0');
}

function stopWatching() {
  watching?.stop();
  watchingCurrent?.stop();
  watching = undefined;
  watchingCurrent = undefined;
}

/** One refresh at a time; a wish that arrives meanwhile is fulfilled by one more. */
function oneAtATime(work) {
  let running = false;
  let again = false;
  return async () => {
    if (running) {
      again = true;
      return;
    }
    running = true;
    do {
      again = false;
      await work().catch(noted);
    } while (again);
    running = false;
  };
}

function noted(failure) {
  if (failure instanceof api.Refused) {
    if (failure.status === 401) signedOut();
  } else if (!(failure instanceof api.Unreachable)) {
    throw failure;
  }
}

const refresh = oneAtATime(async () => {
  const items = (await api.desk()).map(reading.interaction);
  items.sort((a, b) => Date.parse(b.openedAt) - Date.parse(a.openedAt));
  set((s) => {
    const arrived = loaded ? items.filter((item) => !s.interactions.some((each) => each.id === item.id)) : [];
    s.interactions = items;
    for (const item of items) {
      const d = detail(item.id);
      if (!loaded) d.seen = true;
    }
    for (const id of s.details.keys()) if (!items.some((item) => item.id === id)) s.details.delete(id);
    loaded = true;
    if (current() === undefined) select(wished(items) ?? items[0]?.id);
    if (arrived.length > 0) arrive(arrived[0]);
    fulfilWish(items);
  });
  for (const { id, challenge } of items) {
    const known = detail(id).challenge;
    if (isNewer(challenge, known) || (known?.id !== undefined && known.id === challenge?.id && known.state !== challenge.state)) {
      refreshChallenge(id, challenge.id);
    }
  }
});

const POP_SECONDS = 10;

/** A conversation came by itself: it is brought to the front, or announced until the agent looks at it. */
function arrive(interaction) {
  const back = state.current === interaction.id ? undefined : state.current;
  if (back !== undefined && mayComeToFront(interaction)) select(interaction.id);
  state.pop = { id: interaction.id, back, until: Date.now() + POP_SECONDS * 1000 };
}

/** Goes to what has come, or back to where the agent was when it came to the front. */
export function followPop() {
  const { pop } = state;
  if (pop === undefined) return;
  const target = pop.id === state.current ? pop.back : pop.id;
  set((s) => { s.pop = undefined; });
  if (state.interactions.some((each) => each.id === target)) select(target);
}

export function dismissPop() {
  set((s) => { s.pop = undefined; });
}

/** Whoever acts in what came has taken it: the news of it is over, and its room on the screen with it. */
function taken(id) {
  if (state.pop?.id === id) state.pop = undefined;
}

const WISH = 'countersign.screen-pop';

/** Reads what this page's address says, also when signing in elsewhere has led through other addresses. */
function readWish() {
  let search = location.search;
  try {
    search ||= sessionStorage.getItem(WISH) ?? '';
    sessionStorage.removeItem(WISH);
  } catch {
    // Storage can be refused to an embedded page; the address alone counts then.
  }
  return reading.screenPop(search);
}

/** Keeps the wish over a sign-in elsewhere. */
export function keepWish() {
  if (state.wish === undefined) return;
  try {
    sessionStorage.setItem(WISH, location.search);
  } catch {
    // Without storage the agent opens the call by hand.
  }
}

/** Shows the interaction that the address names; when there is none, offers to open it. */
function fulfilWish(items) {
  const { wish } = state;
  if (wish === undefined) return;
  const same = items.filter((item) => item.externalId === wish.externalId);
  const found = same.find((item) => item.channel === wish.channel) ?? same[0];
  if (found !== undefined) {
    if (state.dialog === 'open') state.dialog = undefined;
    dropWish();
    select(found.id);
  } else if (!wish.offered) {
    wish.offered = true;
    state.dialog = 'open';
  }
}

/** The address has had its effect: a reload does not repeat it. */
export function dropWish() {
  if (state.wish === undefined) return;
  state.wish = undefined;
  history.replaceState(null, '', location.pathname + location.hash);
}

const wished = (items) => items.find((item) => `#${item.id}` === location.hash)?.id;

const refreshCurrentChallenge = () => {
  const id = state.current;
  const challenge = id === undefined ? undefined : detail(id).challenge;
  if (challenge?.id !== undefined) refreshChallenge(id, challenge.id);
};

const refreshes = new Map();

function refreshChallenge(interactionId, challengeId) {
  if (!refreshes.has(challengeId)) {
    refreshes.set(challengeId, oneAtATime(async () => {
      const fresh = reading.challenge(await api.challenge(challengeId));
      if (!state.details.has(interactionId)) return;
      const d = detail(interactionId);
      if (d.challenge !== undefined && d.challenge.id !== fresh.id && !isNewer(fresh, d.challenge)) return;
      const news = d.challenge?.id !== fresh.id || d.challenge.state !== fresh.state;
      set(() => {
        take(d, fresh);
        if (news) d.asking = undefined;
        if (news && fresh.state === 'reported') d.choosing = false;
      });
      if (fresh.state === 'verified' && d.identity?.challenge !== fresh.id) await loadIdentity(interactionId, fresh.id);
    }));
  }
  return refreshes.get(challengeId)();
}

/** Makes this the question that the interaction is about; another one's identity goes with it. */
function take(d, challenge) {
  if (d.challenge?.id !== challenge.id) {
    forgetIdentity(d);
    d.identity = undefined;
    d.firstSeen = Date.now();
    d.texted = undefined;
    setTimeout(() => changed(), NOTHING_ARRIVED_MILLIS + 50);
  }
  if (challenge.purpose !== undefined) d.questions.set(challenge.id, challenge.purpose);
  d.challenge = challenge;
}

function forgetIdentity(d) {
  if (d.identity !== undefined) d.identity.attributes = [];
  d.revealed.clear();
}

/** After this time without a sign from the phone the agent is offered other ways. */
const NOTHING_ARRIVED_MILLIS = 3000;

/** Whether no phone has said that the question arrived, and none will soon. */
export function nothingArrived(d) {
  const { challenge } = d;
  return challenge?.state === 'requested' && (challenge.deliveries.length === 0 || Date.now() - d.firstSeen >= NOTHING_ARRIVED_MILLIS);
}

const refreshQuestions = oneAtATime(async () => {
  const id = state.current;
  if (id === undefined) return;
  const asked = await api.asked(id);
  set(() => {
    for (const each of asked) detail(id).questions.set(each.id, each.purpose?.name);
  });
});

async function loadIdentity(interactionId, challengeId) {
  try {
    const identity = reading.identity(await api.identity(interactionId));
    set(() => { detail(interactionId).identity = identity; });
  } catch (failure) {
    if (!(failure instanceof api.Refused) || failure.status === 401) throw failure;
    set(() => { detail(interactionId).identity = { challenge: challengeId, attributes: [], visibleUntil: new Date(0).toISOString() }; });
  }
}

/** Called every second: what has run out is asked about, so that the service, not this computer, says that it has. */
export function tick() {
  if (state.phase !== 'ready') return;
  for (const interaction of state.interactions) {
    const d = detail(interaction.id);
    if (WAITING.has(d.challenge?.state) && secondsUntil(d.challenge.expiresAt) === 0) refreshChallenge(interaction.id, d.challenge.id);
    // Hidden is gone: the values do not stay in this page's memory longer than they may be seen.
    if (d.identity !== undefined && secondsUntil(d.identity.visibleUntil) === 0) forgetIdentity(d);
    for (const [key, { until }] of d.revealed) if (secondsUntil(until) === 0) d.revealed.delete(key);
  }
  if (state.pop !== undefined && state.pop.id === state.current && Date.now() > state.pop.until) state.pop = undefined;
  changed();
}

// ---- what the agent does

export function select(id) {
  if (id === state.current && watchingCurrent !== undefined) return;
  set((s) => {
    // What was revealed in another conversation is not kept for a look back.
    if (s.current !== id) s.details.get(s.current)?.revealed.clear();
    s.current = id;
    s.sheet = false;
    // Only what still waits to be looked at is announced on.
    if (s.pop !== undefined && (s.pop.id === id || !s.interactions.some((each) => each.id === s.pop.id) || detail(s.pop.id).seen)) s.pop = undefined;
    if (id !== undefined) detail(id).seen = true;
  });
  const hash = id === undefined ? ' ' : `#${id}`;
  if (location.hash !== hash) history.replaceState(null, '', id === undefined ? location.pathname : hash);
  watchCurrent();
  refreshCurrentChallenge();
  refreshQuestions();
}

export function selectNext(step) {
  const index = state.interactions.findIndex((each) => each.id === state.current);
  const next = state.interactions[index + step];
  if (next !== undefined) select(next.id);
}

export async function ask(purposeName) {
  const id = state.current;
  const d = detail(id);
  if (d.asking !== undefined) return;
  set(() => { taken(id); d.asking = purposeName; d.notice = undefined; d.wrongCode = undefined; d.extra = undefined; });
  const question = { purpose: purposeName };
  if (d.otherWallet) question.wallet_profile = 'haip';
  try {
    const challenge = reading.challenge(await api.ask(id, question));
    set(() => {
      // The stream may have told more than this answer already.
      if (d.challenge?.id !== challenge.id) take(d, challenge);
      d.choosing = false;
      d.asking = undefined;
    });
  } catch (failure) {
    set(() => {
      d.asking = undefined;
      const refusal = refusalState(failure);
      if (refusal === undefined) {
        d.notice = notice(failure);
      } else {
        d.challenge = { state: refusal, after: d.challenge?.id ?? d.challenge?.after, purpose: purposeName, retryAt: later(failure.retryAfterSeconds), deliveries: [] };
        d.choosing = false;
        d.timeline.push({ subject: 'challenge', what: refusal, at: new Date(now()).toISOString() });
      }
    });
    noted(failure);
  }
}

/** Refusals to ask that the agent reads as a state of the interaction, not as a mishap. */
function refusalState(failure) {
  if (!(failure instanceof api.Refused)) return undefined;
  if (failure.status === 429) return 'too_often';
  return /reach|holder-not-found|wallet/.test(failure.kind) ? 'unreachable' : undefined;
}

const later = (seconds) => (seconds === undefined ? undefined : now() + seconds * 1000);

function notice(failure) {
  if (failure instanceof api.Unreachable) return { kind: 'unreachable' };
  if (failure instanceof api.Refused && failure.status === 403) return { kind: 'forbidden' };
  if (failure instanceof api.Refused && failure.status === 429) return { kind: 'tooOften' };
  return { kind: 'refused', detail: failure.problem?.detail ?? failure.problem?.title };
}

/** One thing that the agent does in the interaction before them. */
async function attempt(d, work) {
  set((s) => { taken(s.current); d.notice = undefined; });
  try {
    return await work();
  } catch (failure) {
    set(() => { d.notice = notice(failure); });
    noted(failure);
    return undefined;
  }
}

/** The question of this wallet is taken back and asked of another one. */
export async function askAnother() {
  const id = state.current;
  const d = detail(id);
  const { purpose } = d.challenge;
  if (WAITING.has(d.challenge.state)) await withdraw();
  if (state.current !== id) return;
  set(() => { d.otherWallet = true; });
  await ask(purpose);
  set(() => { if (WAITING.has(d.challenge?.state)) d.extra = 'link'; });
}

/** The request goes to the customer's telephone number by SMS. */
export function sendText() {
  const id = state.current;
  const d = detail(id);
  const { challenge } = d;
  if (d.texted === 'sending' || d.texted === 'sent') return undefined;
  set(() => { d.texted = 'sending'; });
  return attempt(d, async () => {
    try {
      await api.textMessage(challenge.id);
      set(() => { d.texted = 'sent'; });
    } finally {
      set(() => { if (d.texted === 'sending') d.texted = undefined; });
    }
    await refreshChallenge(id, challenge.id);
  });
}

export const keyOf = (attribute) => JSON.stringify(attribute.path);

/** Gets one masked value, if it is not here already. */
export async function reveal(attribute) {
  const id = state.current;
  const d = detail(id);
  const key = keyOf(attribute);
  const of = d.identity;
  if (d.revealed.has(key) || d.revealing.has(key)) return;
  d.revealing.add(key);
  await attempt(d, async () => {
    const shown = reading.revealed(await api.reveal(id, attribute.path));
    set(() => { if (d.identity === of && state.current === id) d.revealed.set(key, shown); });
  });
  set(() => { d.revealing.delete(key); });
}

/** What the organisation's own questions told, where no wallet did. */
export function decide(outcome) {
  const id = state.current;
  return attempt(detail(id), async () => {
    const decision = reading.fallback(await api.fallback(id, outcome));
    set((s) => {
      const interaction = s.interactions.find((each) => each.id === id);
      if (interaction !== undefined) interaction.fallback = decision;
    });
  });
}

export function withdraw() {
  const id = state.current;
  const d = detail(id);
  return attempt(d, async () => {
    await api.cancel(d.challenge.id);
    await refreshChallenge(id, d.challenge.id);
  });
}

export async function readBack(code) {
  const id = state.current;
  const d = detail(id);
  const challengeId = d.challenge.id;
  if (d.checkingCode) return;
  set(() => { d.checkingCode = true; });
  await attempt(d, async () => {
    let left;
    try {
      const answer = reading.challenge(await api.readBack(challengeId, code));
      if (answer.state === 'awaiting_read_back') left = answer.attemptsLeft;
    } catch (failure) {
      if (!(failure instanceof api.Refused) || ![400, 422].includes(failure.status)) throw failure;
      left = failure.problem.attempts_left;
    } finally {
      // The field is free again in the same moment as the hint shows: a code typed at once must not be lost.
      set(() => {
        d.checkingCode = false;
        if (left !== undefined) d.wrongCode = { left, count: (d.wrongCode?.count ?? 0) + 1 };
      });
    }
    await refreshChallenge(id, challengeId);
  });
}

export function end() {
  const id = state.current;
  return attempt(detail(id), async () => {
    await api.close(id);
    set((s) => {
      const index = s.interactions.findIndex((each) => each.id === id);
      s.interactions = s.interactions.filter((each) => each.id !== id);
      s.details.delete(id);
      select((s.interactions[index] ?? s.interactions.at(-1))?.id);
    });
    refresh();
  });
}

/** @returns what to tell the agent, or undefined when it worked */
export async function open(interaction) {
  try {
    const opened = reading.interaction(await api.open({ ...interaction, agent: state.session.account }));
    set((s) => {
      s.dialog = undefined;
      // The stream may have brought it already: to whoever opened it that is no news.
      taken(opened.id);
      if (!s.interactions.some((each) => each.id === opened.id)) s.interactions.unshift(opened);
    });
    dropWish();
    select(opened.id);
    refresh();
    return undefined;
  } catch (failure) {
    noted(failure);
    if (failure instanceof api.Refused && failure.status === 404) return { kind: 'notFound' };
    return notice(failure);
  }
}
