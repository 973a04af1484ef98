/** Starts the administrator's pages: wires what is known to what is shown. */
import { h } from '../dom.js';
import { startLanguage, words } from '../words.js';
import { face } from '../face.js';
import { state, start, signOut } from '../store.js';
import { bring, showOnChange } from '../screen.js';
import { button } from '../view/parts.js';
import { dialog } from '../view/dialogs.js';
import { gate, signInPage, startingPage } from '../view/sign-in.js';
import { say } from './words.js';
import { shown, follow, load, addressOf } from './desk.js';
import { frame } from './frame.js';

face.roles = ['admin'];
face.desk = undefined;

const app = document.getElementById('app');
let ready = false;
let place;

function show() {
  document.title = `${say().sections[shown.section]} · Countersign`;
  bring(app, screen());
  // Whoever signs in again finds what they had typed.
  if (state.phase === 'ready' && !ready) (place === undefined ? follow : load)();
  ready = state.phase === 'ready';
  arrive();
}

function screen() {
  switch (state.phase) {
    case 'ready': return h('div', { class: 'admin', key: 'admin' }, frame(), dialog());
    case 'signed_out': return signInPage(say().lead);
    case 'not_agent': return gate(
      h('h1', { id: 'stage-title' }, say().title), h('p', { class: 'lead' }, say().notAllowed(state.session.display_name)),
      button({ label: say().faces.agent, kind: 'primary', press: () => location.assign('/console/') }), button({ label: words.signIn.other, press: signOut }));
    default: return startingPage();
  }
}

/** Whoever goes to another place begins at its title, with the keyboard too. */
function arrive() {
  if (state.phase !== 'ready') return;
  const here = addressOf(shown.section, shown.item);
  if (place !== undefined && place !== here) document.getElementById('admin-title')?.focus({ preventScroll: false });
  document.querySelector('.sections [aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  place = here;
}

showOnChange(show);

addEventListener('hashchange', () => { if (state.phase === 'ready') follow(); });
startLanguage();
show();
start();
