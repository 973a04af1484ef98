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
};

let changed = () => {};
let watching;
let watchingCurrent;

export function onChange(listener) {
  changed = listener;
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
      timeline: [], otherWallet: false, extra: undefined, seen: false, ending: false, checkingCode: false, closed: false,
    });
  }
  return state.details.get(id);
}

/** Identifiers sort by time; a question that was refused before it got one gives way to every later one. */
function isNewer(summary, whole) {
  if (summary === undefined) return false;
  return whole === undefined || (whole.id === undefined ? summary.id > (whole.after ?? '') : summary.id > whole.id);
}

/** The state word of an interaction: that of its latest challenge, or `none`. */
export function stateOf(interaction) {
  const whole = state.details.get(interaction.id)?.challenge;
  return (isNewer(interaction.challenge, whole) ? interaction.challenge : whole)?.state ?? 'none';
}

// ---- session

export async function start() {
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
        if (happening.what === 'withdrawn' && known.identity?.challenge === happening.challenge) known.identity.attributes = [];
      });
      if (happening.challenge !== undefined) refreshChallenge(id, happening.challenge);
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
    const first = s.details.size === 0;
    s.interactions = items;
    for (const item of items) {
      const d = detail(item.id);
      if (first) d.seen = true;
    }
    for (const id of s.details.keys()) if (!items.some((item) => item.id === id)) s.details.delete(id);
    if (current() === undefined) select(wished(items) ?? items[0]?.id);
  });
  for (const { id, challenge } of items) {
    const known = detail(id).challenge;
    if (isNewer(challenge, known) || (known?.id !== undefined && known.id === challenge?.id && known.state !== challenge.state)) {
      refreshChallenge(id, challenge.id);
    }
  }
});

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
        if (d.challenge?.id !== fresh.id) d.identity = undefined;
        d.challenge = fresh;
        if (news) d.asking = undefined;
        if (news && fresh.state === 'reported') d.choosing = false;
      });
      if (fresh.state === 'verified' && d.identity?.challenge !== fresh.id) await loadIdentity(interactionId, fresh.id);
    }));
  }
  return refreshes.get(challengeId)();
}

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
    if (d.identity !== undefined && secondsUntil(d.identity.visibleUntil) === 0) d.identity.attributes = [];
  }
  changed();
}

// ---- what the agent does

export function select(id) {
  if (id === state.current && watchingCurrent !== undefined) return;
  set((s) => {
    s.current = id;
    s.sheet = false;
    if (id !== undefined) detail(id).seen = true;
  });
  const hash = id === undefined ? ' ' : `#${id}`;
  if (location.hash !== hash) history.replaceState(null, '', id === undefined ? location.pathname : hash);
  watchCurrent();
  refreshCurrentChallenge();
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
  set(() => { d.asking = purposeName; d.notice = undefined; d.wrongCode = undefined; d.extra = undefined; });
  const question = { purpose: purposeName };
  if (d.otherWallet) question.wallet_profile = 'haip';
  try {
    const challenge = reading.challenge(await api.ask(id, question));
    set(() => {
      // The stream may have told more than this answer already.
      if (d.challenge?.id !== challenge.id) { d.challenge = challenge; d.identity = undefined; }
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
  return { kind: 'refused', detail: failure.problem?.detail ?? failure.problem?.title };
}

async function attempt(d, work) {
  set(() => { d.notice = undefined; });
  try {
    return await work();
  } catch (failure) {
    set(() => { d.notice = notice(failure); });
    noted(failure);
    return undefined;
  }
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
      if (!s.interactions.some((each) => each.id === opened.id)) s.interactions.unshift(opened);
    });
    select(opened.id);
    refresh();
    return undefined;
  } catch (failure) {
    noted(failure);
    if (failure instanceof api.Refused && failure.status === 404) return { kind: 'notFound' };
    return notice(failure);
  }
}
