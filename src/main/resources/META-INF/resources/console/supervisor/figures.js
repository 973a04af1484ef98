/**
 * What the supervisor's page knows, and the only code that changes it: a period, its figures, its fraud reports.
 *
 * The service is asked again every two seconds while the page is looked at. It answers "nothing changed" for the price of
 * one probe, so no other way of telling is needed, on however many nodes.
 */
import * as api from '../api.js';
import { state, set } from '../store.js';
import { calendarDay, dayStart, zone } from './format.js';

const EVERY = 2000;
const LONGEST_PAUSE = 15000;
const MOST_DAYS = 92;
const DAYS = { week: 7, month: 30 };
const PAGE = 20;

export const shown = {
  period: 'today',
  from: calendarDay(Date.now(), -6),
  to: calendarDay(Date.now()),
  purpose: '',
  figures: undefined,
  reports: { items: [], next: undefined },
  /** When the service last told how things are, whether it was news or not. */
  heardAt: undefined,
  live: true,
  refused: undefined,
  /** Fraud reports that came while the page was open. */
  fresh: 0,
  /** Charts that are shown as tables. */
  tables: new Set(),
  dialog: undefined,
  interaction: undefined,
};

let tag;
/** Which question the figures on the screen answer. */
let answered;
let pause = EVERY;
let timer;
let turn = 0;

const PERIODS = ['today', 'week', 'month', 'own'];

/** Takes period and purpose from the address, so that a wallboard can be bookmarked. */
export function startFigures() {
  const wished = new URLSearchParams(location.search);
  if (PERIODS.includes(wished.get('period'))) shown.period = wished.get('period');
  for (const end of ['from', 'to']) if (/^\d{4}-\d{2}-\d{2}$/.test(wished.get(end) ?? '')) shown[end] = wished.get(end);
  shown.purpose = wished.get('purpose') ?? '';
  set(() => {});
  document.addEventListener('visibilitychange', () => { if (!document.hidden) lookNow(); });
  addEventListener('online', lookNow);
  lookNow();
}

export function choose(change) {
  set(() => { Object.assign(shown, change); shown.refused = undefined; });
  const address = new URLSearchParams({ period: shown.period });
  if (shown.period === 'own') { address.set('from', shown.from); address.set('to', shown.to); }
  if (shown.purpose !== '') address.set('purpose', shown.purpose);
  history.replaceState(null, '', `?${address}`);
  tag = undefined;
  if (wrongDates() === undefined) lookNow();
}

export function wrongDates() {
  if (shown.period !== 'own') return undefined;
  const days = Math.round((Date.parse(`${shown.to}T00:00:00Z`) - Date.parse(`${shown.from}T00:00:00Z`)) / 86400000);
  if (Number.isNaN(days)) return 'backwards';
  if (days < 0) return 'backwards';
  return days >= MOST_DAYS ? 'tooLong' : undefined;
}

function question() {
  const asked = new URLSearchParams({ time_zone: zone() });
  if (shown.period === 'own') {
    asked.set('since', dayStart(shown.from));
    asked.set('until', dayStart(shown.to, 1));
  } else {
    asked.set('since', dayStart(calendarDay(Date.now(), 1 - (DAYS[shown.period] ?? 1))));
  }
  if (shown.purpose !== '') asked.set('purpose', shown.purpose);
  return asked;
}

function lookNow() {
  pause = EVERY;
  look();
}

async function look() {
  clearTimeout(timer);
  if (state.phase !== 'ready') return;
  if (!document.hidden && wrongDates() === undefined) await lookOnce(++turn);
  clearTimeout(timer);
  timer = setTimeout(look, pause);
}

async function lookOnce(mine) {
  const asked = question();
  try {
    const answer = await api.figures(asked, answered === String(asked) ? tag : undefined);
    if (mine !== turn) return;
    const news = answer.body !== undefined;
    const reportsBefore = shown.figures?.totals.reported;
    set(() => {
      if (news) shown.figures = answer.body;
      shown.heardAt = Date.now();
      shown.live = true;
      shown.refused = undefined;
    });
    // Figures of another period are no news about this one.
    const first = answered !== String(asked);
    answered = String(asked);
    tag = answer.tag;
    pause = EVERY;
    if (news && (first || answer.body.totals.reported !== reportsBefore)) await readReports(asked, mine);
    if (news && !first && answer.body.totals.reported > reportsBefore) set(() => { shown.fresh += answer.body.totals.reported - reportsBefore; });
  } catch (failure) {
    if (mine !== turn) return;
    failed(failure);
  }
}

function failed(failure) {
  if (failure instanceof api.Refused && failure.status === 401) {
    set((s) => { s.phase = 'signed_out'; s.signedOutAgain = true; });
  } else if (failure instanceof api.Refused && failure.status < 500 && failure.status !== 429) {
    set(() => { shown.refused = failure.problem.detail ?? ''; });
  } else if (failure instanceof api.Refused || failure instanceof api.Unreachable) {
    pause = Math.min(LONGEST_PAUSE, pause * 2);
    set(() => { shown.live = false; });
  } else {
    throw failure;
  }
}

async function readReports(asked, mine) {
  const page = await api.fraudReports(withPage(asked));
  if (mine === turn) set(() => { shown.reports = { items: page.items, next: page.next_cursor }; });
}

export async function moreReports() {
  const page = await api.fraudReports(withPage(question(), shown.reports.next)).catch(failed);
  if (page !== undefined) set(() => { shown.reports = { items: [...shown.reports.items, ...page.items], next: page.next_cursor }; });
}

function withPage(asked, cursor) {
  const paged = new URLSearchParams(asked);
  paged.set('limit', String(PAGE));
  if (cursor !== undefined) paged.set('cursor', cursor);
  return paged;
}

export async function showInteraction(report) {
  set(() => { shown.dialog = 'interaction'; shown.interaction = { report }; });
  const found = await api.interaction(report.interaction).catch(() => undefined);
  if (shown.interaction?.report === report) set(() => { shown.interaction = { report, found, gone: found === undefined }; });
}
