// The screen's one owner: decides what is shown, keeps the clock, and follows the wallet behind it.

import { h, fill } from './dom.js';
import { icon, signals } from './icons.js';
import { follow, post, Unreachable } from './backend.js';
import { chooseLanguage, currentLocale, t } from './words.js';
import { addCard } from './add.js';
import { cardDetail, home } from './home.js';
import { consent } from './consent.js';
import { history, historyDetail } from './history.js';
import { messages } from './messages.js';
import { opening, waiting } from './waiting.js';
import { outcome } from './outcome.js';
import { settings } from './settings.js';

const screen = document.getElementById('screen');
const announcer = document.getElementById('announcer');
const later = new Set();

let state = { connection: 'connecting', organisations: [], cards: [], waiting: [], history: [], prompt: null };
let skewMillis = 0;
let shown = { key: '', view: null };
let result = null;
let busy = false;
let drawnFor = '';

const phone = {
  screen,
  now: () => Date.now() + skewMillis,
  go(hash) {
    result = null;
    if (location.hash === hash) {
      draw();
    } else {
      location.hash = hash;
    }
  },
  home: () => phone.go('#/cards'),
  finished(outcomeOfPrompt) {
    result = outcomeOfPrompt;
    draw();
  },
  later(request) {
    later.add(request.id);
    draw();
  },
  open: (request) => open(`waiting/${request.id}/open`, {}, request.organisation.name),
  openLink: (uri) => open('requests', { uri }, ''),
  setLanguage(language) {
    remember('language', language);
    chooseLanguage(language);
    redraw();
  },
  appearance: () => recall('appearance') ?? 'auto',
  setAppearance(appearance) {
    remember('appearance', appearance);
    wear();
  },
};

async function open(path, body, organisation) {
  busy = true;
  draw();
  try {
    const answer = await post(path, body);
    if (answer.outcome === 'prompt') {
      state = { ...state, prompt: answer.prompt };
      result = null;
    } else {
      const retry = answer.outcome === 'uncheckable' ? () => open(path, body, organisation) : null;
      result = { organisation, ...answer, retry };
    }
  } catch (cause) {
    if (!(cause instanceof Unreachable)) {
      throw cause;
    }
    result = { outcome: 'unsent', organisation, retry: () => open(path, body, organisation) };
  } finally {
    busy = false;
    draw();
  }
}

/** Decides what is on the screen: an outcome first, then a question, then a request that waits, then where I was. */
function choose() {
  if (busy) {
    return ['opening', () => opening()];
  }
  if (result) {
    return [`outcome ${result.outcome} ${result.prompt?.id ?? ''}`, () => outcome(result, phone)];
  }
  if (state.prompt) {
    return [`prompt ${state.prompt.id}`, () => consent(state.prompt, phone)];
  }
  // The newest first: who asks again speaks of the new request.
  const [request, ...others] = state.waiting.filter((one) => !later.has(one.id)).reverse();
  if (request) {
    return [`waiting ${request.id} ${others.length}`, () => waiting(request, others.length, phone)];
  }
  const [, tab = 'cards', id] = location.hash.split('/');
  const views = {
    cards: () => (id ? cardDetail(id, phone) : home(phone)),
    history: () => (id ? historyDetail(id, phone) : history(phone)),
    messages: () => messages(phone),
    settings: () => settings(phone),
    add: () => addCard(phone),
  };
  return [`${tab in views ? tab : 'cards'} ${id ?? ''}`, views[tab] ?? views.cards];
}

function draw() {
  const [key, make] = choose();
  if (key !== shown.key) {
    const first = shown.view === null;
    shown.view?.leave();
    shown = { key, view: make() };
    shown.view.update?.(state);
    fill(screen, shown.view.element, tabs(key));
    screen.scrollTop = 0;
    if (!first || key.startsWith('prompt') || key.startsWith('waiting')) {
      shown.view.focus();
    }
    alertFor(key);
  } else if (shown.view.update && !screen.querySelector('.shade')) {
    shown.view.update(state);
  }
}

function redraw() {
  shown.key = '';
  draw();
}

function tabs(key) {
  const [tab, id] = key.split(' ');
  const all = { cards: 'cards', messages: 'email', history: 'history', settings: 'settings' };
  if (!(tab in all) || id) {
    return null;
  }
  return h('nav', { class: 'tabs' }, Object.entries(all).map(([name, shape]) =>
    h('a', { href: `#/${name}`, 'aria-current': name === tab ? 'page' : null }, icon(shape), t(`tab_${name}`))));
}

/** A request that waits is felt and heard once, however often the state comes again. */
function alertFor(key) {
  if (!key.startsWith('waiting')) {
    return;
  }
  const [, id] = key.split(' ');
  if (id !== drawnFor) {
    drawnFor = id;
    if (navigator.userActivation?.hasBeenActive) {
      navigator.vibrate?.([180, 90, 180]);
    }
    announcer.textContent = t('waiting_row');
  }
}

function take(next) {
  skewMillis = Date.parse(next.now) - Date.now();
  const before = state.prompt;
  state = next;
  // A question that was taken back, answered elsewhere or ran out says so; it never just vanishes.
  if (before && !next.prompt && !result && !busy && shown.key === `prompt ${before.id}` && next.closed?.id === before.id) {
    result = { outcome: next.closed.outcome, prompt: before };
  }
  draw();
}

function wear() {
  const appearance = phone.appearance();
  if (appearance === 'auto') {
    delete document.documentElement.dataset.theme;
  } else {
    document.documentElement.dataset.theme = appearance;
  }
}

function recall(name) {
  try {
    return localStorage.getItem(`wallet.${name}`);
  } catch {
    return null;
  }
}

function remember(name, value) {
  try {
    localStorage.setItem(`wallet.${name}`, value);
  } catch {
    // A browser that keeps nothing keeps the choice until it is closed.
  }
}

/** On a desk the phone is drawn whole: it shrinks when the window is lower than the device. */
function fit() {
  const device = document.getElementById('device');
  device.style.setProperty('--scale', Math.min(1, (innerHeight - 16) / 896));
}

function keepTime() {
  document.getElementById('clock').textContent =
    new Intl.DateTimeFormat(currentLocale(), { hour: 'numeric', minute: '2-digit' }).format(phone.now()).replace(/\s?[AP]M$/i, '');
}

chooseLanguage(recall('language'));
wear();
fit();
keepTime();
fill(document.getElementById('signals'), signals());
addEventListener('resize', fit);
addEventListener('hashchange', () => {
  result = null;
  draw();
});
setInterval(keepTime, 5_000);
follow(take, () => {
  state = { ...state, connection: 'lost' };
  draw();
});
draw();
