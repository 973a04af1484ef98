import { h, paint } from '/console/dom.js';
import * as api from './api.js';
import { dataPage } from './data.js';
import { interactionPage, interactionsPage } from './interactions.js';
import { receiptsPage } from './receipts.js';
import { signInPage } from './sign-in.js';
import { chooseLanguage, language, NAMES, startLanguage, t } from './words.js';

const root = document.getElementById('app');
const said = document.getElementById('said');

/** Pages by the first word of their address; each loads what it shows and draws it. */
const PAGES = { interactions: interactionsPage, interaction: interactionPage, receipts: receiptsPage, data: dataPage };
const NAVIGATION = ['interactions', 'receipts', 'data'];

/** What the screen shows. `page` is the page's own state, made anew at each visit. */
const state = { me: undefined, notice: undefined, visit: 0, page: {} };

const app = {
  draw,
  state,
  organisation: () => state.me?.organisation ?? state.page.signIn?.organisation ?? '',
  say: (words) => { said.textContent = words; },
  /** Runs what may fail; tells in words when it did. */
  async attempt(work) {
    try {
      state.page.trouble = undefined;
      return await work();
    } catch (cause) {
      failed(cause);
      return undefined;
    } finally {
      draw();
    }
  },
  signedIn: start,
};

function failed(cause) {
  if (cause instanceof api.Refused && cause.status === 401) {
    signedOut('session_over');
  } else if (cause instanceof api.Refused || cause instanceof api.Unreachable) {
    state.page.trouble = cause instanceof api.Unreachable ? 'unreachable' : cause.status === 404 ? 'gone' : 'broken';
  } else {
    throw cause;
  }
}

function route() {
  const [name, id] = location.hash.replace(/^#\/?/, '').split('/');
  if (name === 'interactions' && id) return { name: 'interaction', id: decodeURIComponent(id) };
  return { name: name in PAGES ? name : 'interactions' };
}

function visit() {
  state.page.leave?.();
  state.visit++;
  state.page = {};
  const { name, id } = state.me === undefined ? { name: 'sign_in' } : route();
  const page = name === 'sign_in' ? signInPage : PAGES[name];
  const mine = state.page;
  // What is still on its way belongs to a page that was left.
  const here = { ...app, page: mine, gone: () => state.page !== mine };
  Object.assign(mine, { name, ...page(here, id) });
  draw();
  void app.attempt(() => mine.load());
}

function signedOut(notice) {
  state.me = undefined;
  state.notice = notice;
  visit();
}

async function start() {
  try {
    state.me = await api.me();
    state.notice = undefined;
  } catch (cause) {
    if (cause instanceof api.Unreachable) state.notice = 'unreachable';
    state.me = undefined;
  }
  visit();
}

async function leave() {
  await api.signOut().catch(() => undefined);
  history.replaceState(null, '', location.pathname);
  signedOut('signed_out');
}

function draw() {
  const { me, page } = state;
  const title = page.title?.() ?? t('page');
  document.title = [title, app.organisation()].filter(Boolean).join(' · ');
  paint(root,
    h('header', { class: 'top' },
      h('p', { class: 'bank' }, app.organisation()),
      languages(),
      me && h('p', { class: 'me' }, t('signed_in_as', { name: me.display_name })),
      me && h('button', { class: 'quiet', type: 'button', on: { click: () => void leave() } }, t('sign_out'))),
    me && h('nav', { 'aria-label': t('nav') }, h('ul', {}, NAVIGATION.map((name) => h('li', { key: name },
      h('a', { href: `#/${name}`, 'aria-current': page.name === name ? 'page' : null }, t(name)))))),
    h('main', { key: `${page.name} ${state.visit}`, class: page.name },
      !me && state.notice ? h('p', { class: 'notice', role: 'status' }, t(state.notice)) : null,
      h('h1', { tabindex: '-1', focus: me ? `visit ${state.visit}` : undefined }, title),
      page.trouble ? h('p', { class: 'trouble', role: 'alert' }, t(page.trouble), ' ',
        h('button', { class: 'quiet', type: 'button', on: { click: () => void app.attempt(() => page.load()) } }, t('try_again'))) : null,
      page.view?.()));
}

function languages() {
  return h('div', { class: 'languages', role: 'group', 'aria-label': t('language') }, Object.entries(NAMES).map(([tag, name]) =>
    h('button', { key: tag, type: 'button', lang: tag, class: 'quiet', 'aria-pressed': String(language() === tag), on: { click: () => { chooseLanguage(tag); draw(); } } }, name)));
}

startLanguage();
addEventListener('hashchange', () => { if (state.me !== undefined) visit(); });
void start();
