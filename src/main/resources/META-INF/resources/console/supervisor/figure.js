/** A chart in its frame: a title, what the colours mean, the figures of what is pointed at, and the same as a table. */
import { h } from '../dom.js';
import { set } from '../store.js';
import { say } from './words.js';
import { shown } from './figures.js';
import { PARTS, bar, columnChart, legend, partsOf, placeOf } from './charts.js';
import { count, share, span } from './format.js';

const STATES = ['asked', 'verified', 'declined', 'reported', 'expired', 'rejected', 'undecided', 'cancelled', 'open'];
const HEIGHT_REM = 15;

/** By chart: how wide its place is, and what is pointed at. */
const places = new Map();
const unit = () => Number.parseFloat(getComputedStyle(document.documentElement).fontSize);

const watcher = new ResizeObserver((entries) => {
  let changed = false;
  for (const { target, contentRect } of entries) {
    const place = places.get(target.dataset.chart);
    if (place !== undefined && Math.abs(place.width - contentRect.width) >= 1) {
      place.width = contentRect.width;
      changed = true;
    }
  }
  if (changed) set(() => {});
});

/** Called after each painting: charts that are new on the page are measured. */
export function measure(root) {
  for (const node of root.querySelectorAll('[data-chart]')) {
    if (node.measured) continue;
    node.measured = true;
    watcher.observe(node);
  }
}

function placeFor(name) {
  if (!places.has(name)) places.set(name, { width: 0, at: undefined });
  return places.get(name);
}

function frame({ name, title, hint, present }, chart, table) {
  const asTable = shown.tables.has(name);
  const turn = (wanted) => set(() => { if (wanted) shown.tables.add(name); else shown.tables.delete(name); });
  const empty = present.size === 0;
  return h('figure', { class: `card figure is-${name}`, key: name, 'aria-labelledby': `${name}-title` },
    h('div', { class: 'card-head' },
      h('div', null, h('h2', { id: `${name}-title` }, title), hint && h('p', { class: 'card-hint' }, hint)),
      empty ? null : h('button', { type: 'button', class: 'button quiet turn', 'aria-pressed': String(asTable), 'aria-describedby': `${name}-title`, on: { click: () => turn(!asTable) } }, say().charts.table)),
    empty ? h('p', { class: 'card-empty', key: 'empty' }, h('span', null, say().charts.empty)) : asTable ? h('div', { class: 'table-frame', key: 'table', tabindex: '0', role: 'group', 'aria-labelledby': `${name}-title` }, table()) : [chart(), h('figcaption', { key: 'legend' }, legend(name, say().outcomes, present))]);
}

const presentIn = (all) => {
  const present = new Set();
  for (const counts of all) for (const [part, n] of Object.entries(partsOf(counts))) if (n > 0) present.add(part);
  return present;
};

/** What a column says when it has the keyboard, and in one line. */
function told(column) {
  const parts = partsOf(column.counts);
  const some = PARTS.filter((part) => parts[part] > 0).map((part) => `${say().outcomes[part]} ${count(parts[part])}`);
  return [`${column.long}: ${say().charts.asked(count(column.counts.asked))}`, ...some].join(', ');
}

export function chartFigure({ name, title, hint, head, columns }) {
  const place = placeFor(name);
  const size = { width: place.width, height: HEIGHT_REM * unit(), unit: unit() };
  const here = columns.find((each) => each.key === place.at);
  const present = presentIn(columns.map((each) => each.counts));
  return frame({ name, title, hint, present },
    () => h('div', { class: 'chart-place', key: 'chart', 'data-chart': name, on: { keydown: (event) => { if (event.key === 'Escape') set(() => { place.at = undefined; }); } } },
      place.width === 0 ? null : columnChart({ name, title: `${title}. ${say().charts.keys}`, columns, size, tell: told, hover: place.at, onHover: (key) => { if (place.at !== key) set(() => { place.at = key; }); } }),
      here === undefined || place.width === 0 ? null : tip(here, placeOf(columns, here.key, size))),
    () => table(head, columns.map((each) => ({ ...each, label: each.long }))));
}

function tip(column, at) {
  const parts = partsOf(column.counts);
  return h('div', { class: `tip ${at > 0.6 ? 'is-left' : ''}`, key: 'tip', 'aria-hidden': 'true', vars: { '--at': `${(at * 100).toFixed(2)}%` } },
    h('p', { class: 'tip-head' }, column.long),
    h('p', { class: 'tip-asked digits' }, say().charts.asked(count(column.counts.asked))),
    h('ul', null, PARTS.filter((part) => parts[part] > 0).map((part) => h('li', { key: part, class: `tip-part is-${part}` }, h('span', null, say().outcomes[part]), h('span', { class: 'digits' }, count(parts[part]))))));
}

export function barsFigure({ name, title, rows }) {
  const most = Math.max(...rows.map((each) => each.counts.asked), 1);
  const text = say().charts;
  return frame({ name, title, present: presentIn(rows.map((each) => each.counts)) },
    () => h('ul', { class: 'bars', key: 'chart' }, rows.map((row, index) => h('li', { key: row.key, class: 'bars-row' },
      h('span', { class: 'bars-label' }, row.label),
      h('span', { class: 'bars-figures digits' }, text.asked(count(row.counts.asked)), verifiedShare(row), spanOf(row)),
      bar(`${name}-${index}`, row.counts, most),
      h('span', { class: 'unseen' }, told({ long: row.label, counts: row.counts }))))),
    () => table(text.purpose, rows, true));
}

function verifiedShare(row) {
  const value = share(row.counts.verified, row.counts.asked);
  return value === undefined ? '' : ` · ${value} ${say().outcomes.verified.toLowerCase()}`;
}

function spanOf(row) {
  const half = span(row.time?.p50);
  return half === undefined ? '' : ` · ${say().charts.half.toLocaleLowerCase()} ${half}`;
}

function table(head, rows, withTimes = false) {
  const { states, charts } = say();
  return h('table', null,
    h('thead', null, h('tr', null, h('th', { scope: 'col' }, head), STATES.map((name) => h('th', { scope: 'col', key: name, class: 'number-cell' }, states[name])),
      withTimes && [h('th', { scope: 'col', class: 'number-cell', key: 'p50' }, charts.half), h('th', { scope: 'col', class: 'number-cell', key: 'p95' }, charts.most)])),
    h('tbody', null, rows.map((row) => h('tr', { key: row.key }, h('th', { scope: 'row' }, row.label),
      STATES.map((name) => h('td', { key: name, class: 'number-cell digits' }, count(row.counts[name]))),
      withTimes && [h('td', { key: 'p50', class: 'number-cell digits' }, span(row.time.p50) ?? '–'), h('td', { key: 'p95', class: 'number-cell digits' }, span(row.time.p95) ?? '–')]))));
}
