/** What the administrator's pages know, and the only code that changes it. */
import { Refused, Unreachable } from '../api.js';
import { set, start } from '../store.js';
import { say } from './words.js';
import * as api from './api.js';

export const SECTIONS = ['purposes', 'issuers', 'clients', 'webhooks', 'staff', 'organisation'];
export const NEW = '+';

const RETRY_MS = 3000;

export const shown = {
  section: 'purposes',
  /** What is edited: its name, `NEW`, or nothing for the list. */
  item: undefined,
  lists: {},
  organisation: undefined,
  cards: [],
  /** What has been typed and not yet saved. */
  draft: undefined,
  /** Of the last attempt: `{ detail, errors }`. */
  problem: undefined,
  notice: undefined,
  /** Shown once: `{ label, value, hint }`. */
  secret: undefined,
  /** The button that waits to be pressed once more. */
  sure: undefined,
  busy: false,
};

const nameOf = {
  purposes: (each) => each.name,
  issuers: (each) => each.issuer,
  clients: (each) => each.client_id,
  webhooks: (each) => each.id,
  staff: (each) => each.account,
};

export const itemsOf = (section) => shown.lists[section]?.items;
export const current = () => itemsOf(shown.section)?.find((each) => nameOf[shown.section](each) === shown.item);
export const addressOf = (section, item) => `#${section}${item === undefined ? '' : `/${encodeURIComponent(item)}`}`;
export const nameIn = (section, item) => nameOf[section](item);

/** Goes where the address says, and forgets what belonged to the place before. */
export function follow() {
  const [section, item] = location.hash.slice(1).split('/').map(decoded);
  set(() => {
    Object.assign(shown, {
      section: SECTIONS.includes(section) ? section : 'purposes', item,
      draft: undefined, problem: undefined, notice: undefined, secret: undefined, sure: undefined,
    });
  });
  load();
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Reads what the section shows. What cannot be had now is asked for again, as long as somebody waits for it here. */
export async function load() {
  const { section } = shown;
  const good = await read(section);
  const known = section === 'organisation' ? shown.organisation : shown.lists[section];
  if (!good && known === undefined) setTimeout(() => { if (shown.section === section) load(); }, RETRY_MS);
}

function read(section) {
  return attempt(async () => {
    if (section === 'organisation') {
      const organisation = await api.organisation();
      set(() => { shown.organisation = organisation; });
      return;
    }
    if (section === 'purposes' && shown.cards.length === 0) {
      const cards = readCards(await api.cards());
      set(() => { shown.cards = cards; });
    }
    const [list, changes] = await Promise.all([all(api.lists[section]), section === 'issuers' ? api.lists.changes() : undefined]);
    set(() => {
      shown.lists[section] = list;
      if (changes !== undefined) shown.lists.changes = changes;
    });
  });
}

/** Every page of a list; an administrator looks for one of a few hundred at the most. */
async function all(read) {
  const items = [];
  let cursor;
  do {
    const part = await read(cursor);
    items.push(...part.items);
    cursor = part.next_cursor;
  } while (cursor !== undefined && cursor !== null && items.length < 2000);
  return { items };
}

export async function moreChanges() {
  await attempt(async () => {
    const next = await api.lists.changes(shown.lists.changes.next_cursor);
    set(() => { shown.lists.changes = { items: [...shown.lists.changes.items, ...next.items], next_cursor: next.next_cursor }; });
  });
}

/** `{ vct, name, claims: [{ path, name }] }`, names by language. */
function readCards(metadata) {
  return Object.values(metadata.credential_configurations_supported ?? {}).filter((each) => each.vct !== undefined).map((each) => {
    const about = each.credential_metadata ?? each;
    return { vct: each.vct, name: byLanguage(about.display), claims: (about.claims ?? []).map((claim) => ({ path: claim.path, name: byLanguage(claim.display) })) };
  });
}

const byLanguage = (display) => Object.fromEntries((display ?? []).map((each) => [String(each.locale ?? 'en').slice(0, 2), each.name]));

export function change(member, value) {
  set(() => {
    shown.draft[member] = value;
    shown.notice = undefined;
  });
}

/** Runs `work`; @returns whether it went well. What went wrong is shown; `refused` says it when the service said no. */
export async function attempt(work, refused = say().failed.refused) {
  set(() => { shown.busy = true; });
  try {
    await work();
    set(() => { shown.problem = undefined; });
    return true;
  } catch (failure) {
    if (failure instanceof Refused && failure.status === 401) {
      set(() => { shown.problem = { detail: say().failed.signedOut }; });
      start();
    } else if (failure instanceof Refused) {
      set(() => { shown.problem = { detail: refused(failure.problem.detail), errors: failure.problem.errors }; });
    } else if (failure instanceof Unreachable) {
      set(() => { shown.problem = { detail: say().failed.unreachable }; });
    } else {
      throw failure;
    }
    return false;
  } finally {
    set(() => { shown.busy = false; });
  }
}

/** Says what the page itself finds wrong, at the members it is wrong with. */
export function complain(errors) {
  set(() => { shown.problem = { detail: '', errors }; });
  queueMicrotask(() => document.querySelector('[aria-invalid=true]')?.focus());
}

/** Leaves for another place, and tells there what was done. */
export function leaveFor(section, item, notice) {
  const address = addressOf(section, item);
  const tell = () => set(() => { shown.notice = notice; });
  if (location.hash === address) {
    follow();
    tell();
  } else {
    addEventListener('hashchange', () => queueMicrotask(tell), { once: true });
    location.hash = address;
  }
}
