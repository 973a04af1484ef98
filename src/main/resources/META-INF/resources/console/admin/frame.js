/** The frame of the administrator's pages: the bar, the sections, a list or what is edited. */
import { h } from '../dom.js';
import { icon } from '../icons.js';
import { words } from '../words.js';
import { state, set } from '../store.js';
import { faces } from '../faces.js';
import { say } from './words.js';
import { shown, addressOf, itemsOf, nameIn, NEW, SECTIONS } from './desk.js';
import { news, stateBadge } from './parts.js';
import * as purposes from './purposes.js';
import * as issuers from './issuers.js';
import * as clients from './clients.js';
import * as webhooks from './webhooks.js';
import * as staff from './staff.js';
import * as organisation from './organisation.js';

const PAGES = { purposes, issuers, clients, webhooks, staff, organisation };
const SHAPES = { purposes: 'question', issuers: 'verified', clients: 'link', webhooks: 'sent', staff: 'list', organisation: 'branch' };

export function frame() {
  return [bar(), sections(), h('main', { class: 'admin-main', id: 'content' }, content())];
}

function bar() {
  const organisationName = state.settings.organisation?.name;
  return h('header', { class: 'bar' },
    h('a', { class: 'skip', href: '#content', on: { click: (event) => { event.preventDefault(); document.getElementById('admin-title')?.focus(); } } }, say().skip),
    h('div', { class: 'brand' },
      h('img', { src: '/console/mark.svg', alt: '', width: '24', height: '24' }),
      h('span', { class: 'brand-name' }, words.product),
      organisationName && h('span', { class: 'brand-organisation' }, organisationName)),
    h('div', { class: 'bar-end' },
      faces('admin', state.session.roles ?? []),
      h('button', { type: 'button', class: 'bar-button', 'aria-haspopup': 'dialog', 'aria-label': words.menu.signedInAs(state.session.display_name), on: { click: () => set((s) => { s.dialog = 'menu'; }) } },
        h('span', { class: 'face', 'aria-hidden': 'true' }, initials(state.session.display_name)),
        h('span', { class: 'bar-name' }, state.session.display_name))));
}

function initials(name) {
  return String(name ?? '?').split(/\s+/).slice(0, 2).map((word) => [...word][0] ?? '').join('').toUpperCase();
}

function sections() {
  return h('nav', { class: 'sections', 'aria-label': say().sectionsLabel },
    SECTIONS.map((section) => h('a', { key: section, href: addressOf(section), 'aria-current': shown.section === section ? 'page' : undefined }, icon(SHAPES[section]), h('span', null, say().sections[section]))));
}

function content() {
  const { section, item } = shown;
  if (section === 'organisation') return [head(say().sections.organisation, say().leads.organisation), news(), drafted() && shown.organisation !== undefined ? PAGES.organisation.page() : reading()];
  if (item !== undefined) {
    const title = item === NEW ? say()[section].newTitle : titleOf(section, item);
    return [back(section), head(title), news(), itemsOf(section) === undefined ? reading() : drafted() ? PAGES[section].page() : h('p', { class: 'empty', key: 'gone' }, say().gone)];
  }
  return [head(say().sections[section], say().leads[section], section), news(), list(section)];
}

function drafted() {
  if (shown.draft === undefined) PAGES[shown.section].begin();
  return shown.draft !== undefined;
}

function titleOf(section, item) {
  const known = itemsOf(section)?.find((each) => nameIn(section, each) === item);
  return known === undefined ? item : PAGES[section].row(known).title;
}

const reading = () => (shown.problem === undefined ? h('p', { class: 'caption', role: 'status', key: 'reading' }, say().reading) : null);

const back = (section) => h('a', { class: 'back', key: 'back', href: addressOf(section) }, say().back);

function head(title, lead, section) {
  return h('div', { class: 'admin-head', key: 'head' },
    h('div', null, h('h1', { id: 'admin-title', tabindex: '-1' }, title), lead && h('p', { class: 'lead' }, lead)),
    section && h('a', { class: 'button primary', href: addressOf(section, NEW) }, icon('plus'), h('span', { class: 'button-label' }, say().add[section])));
}

function list(section) {
  const items = itemsOf(section);
  if (items === undefined) return reading();
  return [
    items.length === 0
      ? h('p', { class: 'empty', key: 'empty' }, say().none[section])
      : h('ul', { class: 'rows', key: `rows-${section}` }, items.map((each) => {
        const { title, about, end, small, state: its } = PAGES[section].row(each);
        return h('li', { key: nameIn(section, each) },
          h('a', { class: 'row', href: addressOf(section, nameIn(section, each)) },
            h('span', { class: 'row-title' }, title), h('span', { class: 'row-small mono' }, small),
            h('span', { class: 'row-about' }, about), h('span', { class: 'row-end' }, its === 'suspended' ? stateBadge(its) : end)));
      })),
    section === 'issuers' ? issuers.trail() : null];
}
