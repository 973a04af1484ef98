/** Starts the supervisor's page: wires what is known to what is shown. */
import { h } from '../dom.js';
import { startLanguage, words } from '../words.js';
import { face } from '../face.js';
import { state, start, signOut } from '../store.js';
import { bring, showOnChange } from '../screen.js';
import { button } from '../view/parts.js';
import { dialog } from '../view/dialogs.js';
import { gate, signInPage, startingPage } from '../view/sign-in.js';
import { say } from './words.js';
import { shown, startFigures } from './figures.js';
import { measure } from './figure.js';
import { bar, charts, choice, faces, interactionDialog, reports, tiles, trouble } from './view.js';

face.roles = ['supervisor'];
face.desk = undefined;

const app = document.getElementById('app');
let watching = false;
let toldOf = 0;

function show() {
  document.title = `${say().title} · Countersign`;
  bring(app, screen());
  measure(app);
  if (shown.fresh > toldOf) {
    document.getElementById('shouted').textContent = say().reports.fresh(shown.fresh - toldOf);
    toldOf = shown.fresh;
  }
  if (state.phase === 'ready' && !watching) startFigures();
  watching = state.phase === 'ready';
}

function screen() {
  switch (state.phase) {
    case 'ready': return page();
    case 'signed_out': return signInPage(say().lead);
    case 'not_agent': return gate(
      h('h1', { id: 'stage-title' }, say().title), h('p', { class: 'lead' }, say().notAllowed(state.session.display_name)),
      button({ label: say().faces.agent, kind: 'primary', press: () => location.assign('/console/') }), button({ label: words.signIn.other, press: signOut }));
    default: return startingPage();
  }
}

function page() {
  const { figures } = shown;
  return h('div', { class: 'supervisor', key: 'supervisor' },
    bar(),
    h('main', { id: 'figures', class: 'figures' },
      h('div', { class: 'figures-head' }, h('h1', { id: 'figures-title', tabindex: '-1' }, say().title), faces()),
      choice(),
      trouble(),
      figures === undefined ? null : [tiles(figures), charts(figures), reports()]),
    interactionDialog(),
    dialog());
}

showOnChange(show);

startLanguage();
show();
start();
