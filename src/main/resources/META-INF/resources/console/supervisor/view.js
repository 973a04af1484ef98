/** The supervisor's page: what to look at, figures at a glance, charts, fraud reports. */
import { h } from '../dom.js';
import { icon } from '../icons.js';
import { words } from '../words.js';
import { state, set } from '../store.js';
import { purposeNamed, purposeTitle } from '../view/parts.js';
import { faces as pages } from '../faces.js';
import { say } from './words.js';
import { shown, choose, moreReports, showInteraction, wrongDates } from './figures.js';
import { chartFigure, barsFigure } from './figure.js';
import * as format from './format.js';

const MEDIAN_NEEDS = 5;
const P95_NEEDS = 20;

export function bar() {
  const organisation = state.settings.organisation?.name;
  return h('header', { class: 'bar' },
    h('a', { class: 'skip', href: '#figures', on: { click: (event) => { event.preventDefault(); document.getElementById('figures-title')?.focus(); } } }, say().skip),
    h('div', { class: 'brand' },
      h('img', { src: '/console/mark.svg', alt: '', width: '24', height: '24' }),
      h('span', { class: 'brand-name' }, words.product),
      organisation && h('span', { class: 'brand-organisation' }, organisation)),
    h('div', { class: 'bar-end' },
      h('button', { type: 'button', class: 'bar-button', 'aria-haspopup': 'dialog', 'aria-label': words.menu.signedInAs(state.session.display_name), on: { click: () => set((s) => { s.dialog = 'menu'; }) } },
        h('span', { class: 'face', 'aria-hidden': 'true' }, initials(state.session.display_name)),
        h('span', { class: 'bar-name' }, state.session.display_name))));
}

function initials(name) {
  return String(name ?? '?').split(/\s+/).slice(0, 2).map((word) => [...word][0] ?? '').join('').toUpperCase();
}

/** From one page of the console to another, for whoever may use more than one. */
export const faces = () => pages('supervisor', state.session.roles ?? []);

// ---- what to look at

export function choice() {
  const problem = wrongDates();
  return h('section', { class: 'choice', 'aria-label': say().period },
    h('fieldset', { class: 'choice-period' },
      h('legend', { class: 'unseen' }, say().period),
      h('div', { class: 'segments wrap' }, Object.entries(say().periods).map(([name, label]) =>
        h('label', { key: name, class: `segment ${shown.period === name ? 'is-chosen' : ''}` },
          h('input', { type: 'radio', name: 'period', checked: shown.period === name, on: { change: () => choose({ period: name }) } }), label)))),
    shown.period === 'own' && h('div', { class: 'choice-dates', key: 'dates' },
      ['from', 'to'].map((end) => h('label', { class: 'field', key: end }, h('span', null, say()[end]),
        h('input', { type: 'date', name: end, value: shown[end], 'aria-invalid': problem === undefined ? undefined : 'true', 'aria-describedby': problem === undefined ? undefined : 'dates-problem', on: { change: (event) => choose({ [end]: event.target.value }) } })))),
    h('label', { class: 'field choice-purpose' }, h('span', null, say().purpose),
      h('select', { name: 'purpose', on: { change: (event) => choose({ purpose: event.target.value }) } },
        h('option', { value: '', selected: shown.purpose === '' }, say().everyPurpose),
        purposeNames().map((name) => h('option', { value: name, key: name, selected: shown.purpose === name }, purposeTitle(purposeNamed(name)))))),
    live(),
    problem === undefined ? null : h('p', { class: 'choice-problem', id: 'dates-problem', role: 'alert', key: 'problem' }, icon('rejected'), h('span', null, say()[problem])));
}

function purposeNames() {
  const names = new Set(state.purposes.map((each) => each.name));
  if (shown.purpose !== '') names.add(shown.purpose);
  return [...names];
}

function live() {
  if (shown.heardAt === undefined) return h('p', { class: 'live' }, say().reading);
  return h('p', { class: `live ${shown.live ? 'is-live' : ''}` },
    h('span', { class: 'live-dot', 'aria-hidden': 'true' }),
    h('span', null, h('strong', null, shown.live ? say().live : ''), ' ', h('span', { class: 'digits' }, say().asOf(format.clock(shown.heardAt)))));
}

export function trouble() {
  if (shown.refused !== undefined) return h('p', { class: 'trouble', role: 'alert', key: 'trouble' }, icon('undecided'), h('span', null, say().refused(shown.refused)));
  if (shown.live) return null;
  return h('p', { class: 'trouble', role: 'status', key: 'trouble' }, icon('undecided'),
    h('span', null, shown.heardAt === undefined ? say().never : say().old(format.clock(shown.heardAt))));
}

// ---- at a glance

export function tiles(figures) {
  const text = say().tiles;
  const { totals, time_to_verified: time, fallback } = figures;
  return h('section', { class: 'tiles', 'aria-label': text.title },
    tile('asked', 'sent', text.asked, format.count(totals.asked), text.open(format.count(totals.open))),
    tile(totals.verified > 0 ? 'verified' : 'calm', 'verified', text.verified, format.count(totals.verified), part(totals.verified, totals.asked, text.ofAsked)),
    tile('declined', 'declined', text.declined, format.count(totals.declined), part(totals.declined, totals.asked, text.ofAsked)),
    tile(totals.reported > 0 ? 'reported' : 'calm', 'reported', text.reported, format.count(totals.reported), totals.reported > 0 ? text.toLookInto : text.noReports),
    timeTile(time),
    tile('fallback', 'question', text.fallback, format.count(fallback.interactions), part(fallback.interactions, fallback.of, text.ofInteractions)));
}

function part(some, all, of) {
  if (all === 0) return say().tiles.nothingAsked;
  const share = format.share(some, all);
  return [share === undefined ? null : h('strong', null, share), ' ', of(format.count(all))];
}

function timeTile(time) {
  const text = say().tiles;
  const half = format.span(time.p50);
  const most = format.span(time.p95);
  const below = half === undefined
    ? text.tooFew(format.count(time.count), format.count(MEDIAN_NEEDS))
    : [h('span', { class: 'tile-line' }, text.half), h('span', { class: 'tile-line' }, most === undefined ? text.tooFewMost(format.count(time.count), format.count(P95_NEEDS)) : h('strong', null, text.most(most)))];
  return tile('time', 'waiting', text.time, half ?? text.nothing, below);
}

function tile(name, shape, label, figure, below) {
  return h('div', { class: `tile is-${name}`, key: label, role: 'group', 'aria-label': label },
    h('p', { class: 'tile-label' }, icon(shape), h('span', null, label)),
    h('p', { class: 'tile-figure digits' }, figure),
    h('p', { class: 'tile-below' }, below));
}

// ---- charts

export function charts(figures) {
  const text = say().charts;
  const byHours = figures.step === 'PT1H';
  return h('div', { class: 'charts' },
    chartFigure({
      name: 'course', title: byHours ? text.hours : text.days, head: byHours ? text.hour : text.day,
      columns: byHours ? hours(figures) : figures.series.map((each) => ({ key: each.from, label: figures.series.length > 10 ? format.dayShort(each.from) : format.weekday(each.from), long: format.dayLong(each.from), counts: each.counts })),
    }),
    byHours ? null : chartFigure({
      name: 'hours', title: text.hoursOfDay, hint: text.hoursOfDayHint, head: text.hour,
      columns: figures.hours_of_day.map((each) => ({ key: `h${each.hour}`, label: String(each.hour), long: `${format.hourLabel(each.hour)}–${format.hourLabel(each.hour + 1)}`, counts: each.counts })),
    }),
    barsFigure({
      name: 'purposes', title: text.purposes,
      rows: figures.purposes.map((each) => ({ key: each.purpose, label: purposeTitle(purposeNamed(each.purpose)), counts: each.counts, time: each.time_to_verified })),
    }));
}

const NONE = { asked: 0, verified: 0, declined: 0, reported: 0, rejected: 0, undecided: 0, expired: 0, cancelled: 0, open: 0 };

/** The hours of a day; those of today that are still to come have their places, too, so that nothing moves. */
function hours(figures) {
  const columns = figures.series.map((each) => ({ key: each.from, label: format.hourOf(each.from).slice(0, 2), long: `${format.hourOf(each.from)}–${format.hourOf(Date.parse(each.from) + 3600000)}`, counts: each.counts }));
  if (shown.period !== 'today' || columns.length === 0) return columns;
  const end = Date.parse(format.dayStart(format.calendarDay(figures.series[0].from, 1)));
  for (let at = Date.parse(figures.series.at(-1).from) + 3600000; at < end; at += 3600000) {
    columns.push({ key: new Date(at).toISOString().replace('.000', ''), label: format.hourOf(at).slice(0, 2), long: `${format.hourOf(at)}–${format.hourOf(at + 3600000)}`, counts: NONE });
  }
  return columns;
}

// ---- fraud reports

export function reports() {
  const text = say().reports;
  const { items, next } = shown.reports;
  return h('section', { class: 'card reports', 'aria-labelledby': 'reports-title' },
    h('div', { class: 'card-head' }, h('div', null, h('h2', { id: 'reports-title' }, text.title), h('p', { class: 'card-hint' }, text.lead))),
    items.length === 0
      ? h('p', { class: 'card-empty', key: 'none' }, icon('done'), h('span', null, text.none))
      : h('div', { class: 'table-frame', key: 'some', tabindex: '0', role: 'group', 'aria-labelledby': 'reports-title' }, h('table', null,
        h('thead', null, h('tr', null, [text.when, text.purpose, text.channel, text.agent, text.state].map((name) => h('th', { scope: 'col', key: name }, name)))),
        h('tbody', null, items.map((each) => h('tr', { key: each.challenge },
          h('td', null, h('a', { class: 'report-link', href: `#${each.interaction}`, 'aria-label': text.show(format.dateAndTime(each.reported_at)), on: { click: (event) => { event.preventDefault(); showInteraction(each); } } },
            icon('reported'), h('span', { class: 'digits' }, format.dateAndTime(each.reported_at)))),
          h('td', null, purposeTitle(purposeNamed(each.purpose))),
          h('td', null, words.channels[each.channel] ?? each.channel),
          h('td', null, each.agent ?? text.nobody),
          h('td', null, each.open ? text.open : text.closed)))))),
    next === undefined ? null : h('button', { type: 'button', class: 'button', key: 'more', on: { click: moreReports } }, text.more));
}

export function interactionDialog() {
  if (shown.dialog !== 'interaction') return null;
  const text = say().interaction;
  const { report, found, gone } = shown.interaction;
  const close = () => set(() => { shown.dialog = undefined; });
  const mine = found?.agent === state.session.account && found.state === 'open';
  return h('dialog', { class: 'dialog', key: 'interaction', 'data-modal': 'interaction', 'aria-labelledby': 'interaction-title', on: { cancel: (event) => { event.preventDefault(); close(); }, close, click: (event) => { if (event.target === event.currentTarget) close(); } } },
    h('div', { class: 'dialog-body' },
      h('div', { class: 'dialog-head' }, h('h2', { id: 'interaction-title', tabindex: '-1' }, text.title),
        h('button', { type: 'button', class: 'bar-button', 'aria-label': text.close, on: { click: close } }, icon('close'))),
      gone ? h('p', null, text.gone) : null,
      h('dl', { class: 'facts' },
        fact(text.customer, found?.customer_hint ?? (found === undefined ? '…' : text.unknown)),
        fact(say().reports.channel, channelText(report)),
        fact(say().reports.agent, found?.agent ?? report.agent ?? say().reports.nobody),
        fact(say().reports.purpose, purposeTitle(purposeNamed(report.purpose))),
        fact(text.opened, found?.opened_at && format.dateAndTime(found.opened_at)),
        fact(text.asked, format.dateAndTime(report.asked_at)),
        fact(text.reported, format.dateAndTime(report.reported_at)),
        fact(text.ended, found === undefined ? '…' : found.closed_at ? format.dateAndTime(found.closed_at) : text.goingOn),
        fact(text.id, h('code', null, report.interaction))),
      mine ? h('a', { class: 'button primary', href: `/console/#${report.interaction}` }, text.mine) : null));
}

function channelText(report) {
  const way = words.directions[report.channel]?.[report.direction];
  return [words.channels[report.channel] ?? report.channel, way].filter(Boolean).join(' · ');
}

const fact = (name, value) => [h('dt', { key: `t-${name}` }, name), h('dd', { key: `d-${name}` }, value ?? '…')];
