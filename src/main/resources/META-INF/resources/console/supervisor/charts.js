/**
 * Charts: columns over time, bars by name. Plain SVG, drawn to the width that is there.
 *
 * Every kind of part has a colour, a pattern and a word. Each column is one stop of the keyboard (arrow keys move between
 * them, one Tab stop for a chart), says all its figures, and shows them beside it. What is drawn can be read as a table, too.
 */
import { h } from '../dom.js';
import { count } from './format.js';

export const PARTS = ['verified', 'declined', 'without', 'open', 'reported'];

/** The parts of a column: what ended without a result is one part. */
export function partsOf(counts) {
  return {
    verified: counts.verified, declined: counts.declined, open: counts.open, reported: counts.reported,
    without: counts.rejected + counts.undecided + counts.expired + counts.cancelled,
  };
}

const PATTERNS = {
  declined: 'M-1 7L7 -1M3 11L11 3',
  without: 'M2 2h.1M6 6h.1',
  open: 'M0 4h8',
  reported: 'M-1 1L7 9M3 -3L11 5M-1 7L7 -1M3 11L11 3',
};

function patterns(name) {
  return h('defs', null, Object.entries(PATTERNS).map(([part, d]) =>
    h('pattern', { id: `${name}-${part}`, patternUnits: 'userSpaceOnUse', width: '8', height: '8' },
      h('rect', { width: '8', height: '8', class: `fill-${part}` }), h('path', { d, class: `mark-${part}` }))));
}

const fill = (name, part) => (part in PATTERNS ? `url(#${name}-${part})` : undefined);

/** What stands for a part in words: a swatch that looks like it. */
export function legend(name, words, present) {
  return h('ul', { class: 'legend' }, PARTS.filter((part) => present.has(part)).map((part) => h('li', { key: part },
    h('svg', { class: 'swatch', viewBox: '0 0 16 16', 'aria-hidden': 'true', focusable: 'false' },
      patterns(`${name}-swatch-${part}`),
      h('rect', { width: '16', height: '16', rx: '3', class: `fill-${part}`, fill: fill(`${name}-swatch-${part}`, part) })),
    h('span', null, words[part]))));
}

/** A round number at or above `most`, and the lines between: at most four. */
export function scale(most) {
  const rough = Math.max(1, most) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, [1, 2, 5, 10].map((each) => each * power).find((each) => each >= rough));
  const top = Math.max(step, Math.ceil(most / step) * step);
  return { top, lines: Array.from({ length: Math.round(top / step) + 1 }, (_, i) => i * step) };
}

const INSET = { left: 44, right: 8, top: 16, bottom: 28 };

/**
 * Columns, one beside the other.
 *
 * @param columns `{ key, label, long, counts, future }`; `label` below some of them, `long` in full
 * @param size `{ width, height, unit }` in CSS pixels; `unit` is what 1rem is
 */
export function columnChart({ name, title, columns, size, tell, hover, onHover }) {
  const rem = size.unit / 16;
  const inset = { left: INSET.left * rem, right: INSET.right * rem, top: INSET.top * rem, bottom: INSET.bottom * rem };
  const width = Math.max(160, size.width);
  const height = size.height;
  const inner = { width: width - inset.left - inset.right, height: height - inset.top - inset.bottom };
  const { top, lines } = scale(Math.max(...columns.map((each) => each.counts.asked), 0));
  const y = (n) => inset.top + inner.height * (1 - n / top);
  const slot = inner.width / columns.length;
  const bar = Math.max(2, Math.min(slot * 0.72, 48 * rem));
  const every = Math.max(1, Math.ceil((Math.max(...columns.map((each) => each.label.length)) * 8.5 * rem + 12) / slot));
  const stop = columns.findIndex((each) => each.key === hover);
  return h('svg', { class: 'chart', width: String(width), height: String(height), viewBox: `0 0 ${width} ${height}`, role: 'group', 'aria-label': title, on: { mouseleave: () => onHover(undefined) } },
    patterns(name),
    lines.map((n) => h('g', { key: `line-${n}`, 'aria-hidden': 'true' },
      h('line', { class: n === 0 ? 'axis' : 'grid', x1: inset.left, x2: width - inset.right, y1: y(n), y2: y(n) }),
      h('text', { class: 'tick', x: inset.left - 8 * rem, y: y(n) + 4 * rem, 'text-anchor': 'end' }, count(n)))),
    columns.map((column, index) => {
      const x = inset.left + slot * index + (slot - bar) / 2;
      return h('g', {
        key: column.key, role: 'img', 'aria-label': tell(column), class: `column ${column.key === hover ? 'is-here' : ''}`,
        tabindex: index === Math.max(0, stop) ? '0' : '-1', 'data-column': String(index),
        on: { focus: () => onHover(column.key), blur: () => onHover(undefined), mouseenter: () => onHover(column.key), keydown: (event) => step(event, index, columns.length) },
      },
      h('rect', { class: 'reach', x: inset.left + slot * index, y: inset.top, width: slot, height: inner.height }),
      stack(name, column.counts, x, bar, y),
      h('text', { class: `label ${index % every === 0 ? '' : 'is-left-out'}`, 'aria-hidden': 'true', x: x + bar / 2, y: height - 8 * rem, 'text-anchor': 'middle' }, index % every === 0 ? column.label : ''));
    }));
}

/** The parts of a column, one on the other; a fraud report is never too small to be seen. */
function stack(name, counts, x, width, y) {
  const parts = partsOf(counts);
  let below = 0;
  return PARTS.filter((part) => parts[part] > 0).map((part) => {
    const from = y(below);
    below += parts[part];
    const high = Math.max(part === 'reported' ? 4 : 1, from - y(below));
    return h('rect', { key: part, class: `part fill-${part}`, fill: fill(name, part), x, y: from - high, width, height: Math.max(1, high - 1) });
  });
}

function step(event, index, length) {
  const wanted = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: length - 1 }[event.key];
  if (wanted === undefined || wanted < 0 || wanted >= length) return;
  event.preventDefault();
  event.stopPropagation();
  event.currentTarget.parentNode.querySelector(`[data-column="${wanted}"]`)?.focus();
}

/** Where the figures of a column stand beside it, as a share of the chart's width. */
export function placeOf(columns, key, size) {
  const index = columns.findIndex((each) => each.key === key);
  const left = INSET.left * size.unit / 16;
  const slot = (size.width - left - INSET.right * size.unit / 16) / columns.length;
  return index < 0 ? undefined : (left + slot * (index + 0.5)) / size.width;
}

/** One bar, as wide as its share of `most`. */
export function bar(name, counts, most) {
  const parts = partsOf(counts);
  let before = 0;
  return h('svg', { class: 'bar-chart', viewBox: '0 0 1000 24', preserveAspectRatio: 'none', 'aria-hidden': 'true', focusable: 'false' },
    patterns(name),
    PARTS.filter((part) => parts[part] > 0).map((part) => {
      const width = 1000 * parts[part] / most;
      const x = before;
      before += width;
      return h('rect', { key: part, class: `part fill-${part}`, x, y: '0', width: Math.max(1, width - 2), height: '24', fill: fill(name, part) });
    }));
}
