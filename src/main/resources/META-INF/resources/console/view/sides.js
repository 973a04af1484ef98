/** What stands around the centre: the bar, the list of interactions and the timeline. */
import { h } from '../dom.js';
import { icon } from '../icons.js';
import { words, attributeName, clockTime } from '../words.js';
import { state, current, detail, dismissPop, followPop, isOrganisationCheck, select, set, stateOf } from '../store.js';
import { digits, secondsSince } from '../clock.js';
import { badge, button, kbd, purposeNamed, shapeOf, titleOf, who } from './parts.js';

export function bar() {
  const organisation = state.settings.organisation?.name;
  return h('header', { class: 'bar' },
    h('a', { class: 'skip', href: '#centre', on: { click: (event) => { event.preventDefault(); document.getElementById('stage-title')?.focus(); } } }, words.skip),
    h('button', { type: 'button', class: 'bar-button only-narrow', 'aria-label': words.menu.list(state.interactions.length), on: { click: () => set((s) => { s.dialog = 'list'; }) } },
      icon('list'), h('span', { class: 'count' }, String(state.interactions.length))),
    h('div', { class: 'brand' },
      h('img', { src: '/console/mark.svg', alt: '', width: '24', height: '24' }),
      h('span', { class: 'brand-name' }, words.product),
      organisation && h('span', { class: 'brand-organisation' }, organisation)),
    h('div', { class: 'bar-end' },
      state.session.roles.includes('supervisor') && h('a', { class: 'bar-button', href: '/console/supervisor/', 'aria-label': words.menu.figures }, icon('chart'), h('span', { class: 'bar-name' }, words.menu.figures)),
      h('button', { type: 'button', class: 'bar-button', 'aria-label': words.menu.keys, 'aria-keyshortcuts': '?', on: { click: () => set((s) => { s.dialog = 'keys'; }) } },
        icon('keys'), kbd('?')),
      h('button', { type: 'button', class: 'bar-button', 'aria-haspopup': 'dialog', 'aria-label': words.menu.signedInAs(state.session.display_name), on: { click: () => set((s) => { s.dialog = 'menu'; }) } },
        h('span', { class: 'face', 'aria-hidden': 'true' }, initials(state.session.display_name)),
        h('span', { class: 'bar-name' }, state.session.display_name))),
    state.live ? null : h('p', { class: 'reconnecting', key: 'reconnecting', role: 'status' }, h('span', null, words.reconnecting), ' ', h('span', { class: 'only-wide' }, words.maybeOld)),
    elsewhere() ?? popped());
}

function initials(name) {
  return String(name ?? '?').split(/\s+/).slice(0, 2).map((word) => [...word][0] ?? '').join('').toUpperCase();
}

/** A fraud report in an interaction that is not on the screen. */
function elsewhere() {
  const other = state.interactions.find((each) => each.id !== state.current && stateOf(each) === 'reported');
  if (other === undefined) return null;
  return h('div', { class: 'elsewhere', key: 'elsewhere', role: 'alert' },
    icon('reported'), h('span', null, words.reported.elsewhere(who(other))),
    h('button', { type: 'button', class: 'button alarm', on: { click: () => select(other.id) } }, words.reported.show));
}

/** A conversation that has just come: in front already, or one key away. */
function popped() {
  const { pop } = state;
  const interaction = state.interactions.find((each) => each.id === pop?.id);
  if (interaction === undefined) return null;
  const here = interaction.id === state.current;
  const back = here ? state.interactions.find((each) => each.id === pop.back) : undefined;
  const way = words.directions[interaction.channel]?.[interaction.direction] ?? words.channels[interaction.channel];
  return h('div', { class: 'pop', key: `pop-${interaction.id}` },
    h('span', { class: 'pop-shape' }, icon(interaction.channel)),
    h('p', { class: 'pop-text' }, h('strong', null, words.pop.title[interaction.channel] ?? words.pop.title.voice), h('span', null, who(interaction)), h('span', { class: 'pop-way' }, way)),
    here && back === undefined ? null : button({ label: here ? words.pop.back(who(back)) : words.pop.show, shortcut: 'G', kind: 'onto', press: followPop }),
    h('button', { type: 'button', class: 'bar-button', 'aria-label': words.pop.dismiss, on: { click: dismissPop } }, icon('close')));
}

export function list() {
  return h('nav', { class: 'side list', 'aria-label': words.list.title },
    h('div', { class: 'side-head' }, h('h2', null, words.list.title),
      h('button', { type: 'button', class: 'bar-button', 'aria-label': words.actions.open, title: words.actions.open, 'aria-keyshortcuts': 'N', on: { click: () => set((s) => { s.dialog = 'open'; }) } }, icon('plus'), kbd('N'))),
    items());
}

export function items() {
  if (state.interactions.length === 0) return h('p', { class: 'side-empty' }, words.list.empty);
  return h('ul', { class: 'items' }, state.interactions.map(item));
}

function item(interaction) {
  const name = stateOf(interaction);
  const here = interaction.id === state.current;
  const fresh = !detail(interaction.id).seen;
  return h('li', { key: interaction.id },
    h('button', {
      type: 'button', class: `item is-${name} ${here ? 'is-here' : ''}`, 'aria-current': here ? 'true' : undefined,
      on: { click: () => { select(interaction.id); set((s) => { s.dialog = undefined; }); } },
    },
    h('span', { class: 'item-channel' }, icon(interaction.channel, words.channels[interaction.channel])),
    h('span', { class: 'item-who' }, who(interaction)),
    h('span', { class: 'item-time digits' }, digits(secondsSince(interaction.openedAt) ?? 0)),
    h('span', { class: 'item-state' }, badge(name), fresh ? h('span', { class: 'fresh' }, words.list.fresh) : null)));
}

export function timeline() {
  const interaction = current();
  return h('aside', { class: 'side timeline', tabindex: '0', 'aria-label': words.timeline.title },
    h('div', { class: 'side-head' }, h('h2', null, words.timeline.title)),
    interaction === undefined ? h('p', { class: 'side-empty' }, words.timeline.empty) : happenings(interaction));
}

const TOLD = new Set(['challenge', 'identity', 'fallback']);
const SHAPES = { revealed: 'opened', passed: 'done', failed: 'rejected', withdrawn: 'declined' };

const isProof = (d, event) => event.what === 'verified' && isOrganisationCheck({ purpose: d.questions.get(event.challenge) });

/** Which question was asked, or which value was looked at. */
function about(d, event) {
  const text = event.what === 'requested' && d.questions.has(event.challenge) ? titleOf(purposeNamed(d.questions.get(event.challenge)))
    : event.what === 'revealed' ? attributeName(event.path ?? []) : undefined;
  return text === undefined ? null : h('span', { class: 'what-about' }, text);
}

/** An event that brings no new state tells of a wrong number or code, or of nothing. */
function toTell(events) {
  const last = new Map();
  return events.filter((each) => TOLD.has(each.subject)).flatMap((each) => {
    if (each.subject !== 'challenge') return [each];
    const before = last.get(each.challenge);
    last.set(each.challenge, each);
    if (before === undefined || before.what !== each.what) return [each];
    if (each.failedAttempts <= before.failedAttempts) return [];
    return [{ ...each, what: each.what === 'awaiting_read_back' ? 'wrong_code' : 'wrong_number' }];
  }).filter((each) => words.timeline.states[each.what] !== undefined);
}

function happenings(interaction) {
  const d = detail(interaction.id);
  const told = toTell(d.timeline);
  return h('ol', { class: 'happenings', key: interaction.id },
    h('li', { class: 'happening' }, h('span', { class: 'dot' }, icon(interaction.channel)), h('span', { class: 'what' }, words.timeline.opened),
      h('time', { datetime: interaction.openedAt }, clockTime(interaction.openedAt))),
    told.map((each) => ({ ...each, what: isProof(d, each) ? 'proven' : each.what })).map((each) => h('li', { class: `happening is-${each.what}`, key: `${each.id}-${each.what}-${each.at}` },
      h('span', { class: 'dot' }, icon(shapeOf(each.what) ?? SHAPES[each.what] ?? 'rejected')), h('span', { class: 'what' }, words.timeline.states[each.what], about(d, each)),
      h('time', { datetime: each.at }, clockTime(each.at)))));
}
