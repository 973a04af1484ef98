/** Signing in. It replaces the screen, not the page: after it the agent is where they were. */
import { h } from '../dom.js';
import { icon } from '../icons.js';
import { words } from '../words.js';
import { state, set, keepWish, signIn, signOut } from '../store.js';
import { button } from './parts.js';
import { languageChoice } from './dialogs.js';

const form = { problem: undefined, busy: false, shown: false, tries: 0 };

/** `lead` says what one signs in to. */
export function signInPage(lead) {
  const organisation = state.settings.organisation?.name;
  const { signIn: text } = words;
  return gate(
    h('h1', { id: 'stage-title' }, text.title),
    h('p', { class: 'lead' }, state.signedOutAgain ? text.again : lead ?? (organisation ? text.to(organisation) : text.toConsole)),
    state.signInElsewhere ? elsewhere(state.signInElsewhere) : passwordForm());
}

/** The organisation's identity provider; it leads back here. */
function elsewhere(address) {
  return h('a', { class: 'button primary', href: address, on: { click: keepWish } }, h('span', { class: 'button-label' }, words.signIn.submit));
}

function passwordForm() {
  const { signIn: text } = words;
  return (
    h('form', { class: 'form', novalidate: true, on: { submit } },
      h('label', { class: 'field' }, h('span', null, text.account),
        h('input', { name: 'account', type: 'text', autocomplete: 'username', autocapitalize: 'none', spellcheck: 'false', required: true, focus: `account-${form.tries}` })),
      h('label', { class: 'field' }, h('span', null, text.password),
        h('span', { class: 'password' },
          h('input', { name: 'password', type: form.shown ? 'text' : 'password', autocomplete: 'current-password', required: true }),
          h('button', { type: 'button', class: 'password-show', 'aria-pressed': String(form.shown), on: { click: () => set(() => { form.shown = !form.shown; }) } }, form.shown ? text.hide : text.show))),
      h('p', { class: 'form-problem', role: 'alert' }, form.problem === undefined ? null : [icon('rejected'), h('span', null, text[form.problem])]),
      button({ label: form.busy ? text.busy : text.submit, kind: 'primary', type: 'submit', disabled: form.busy })));
}

export function notAgentPage() {
  const { signIn: text } = words;
  return gate(
    h('h1', { id: 'stage-title' }, text.title),
    h('p', { class: 'lead' }, text.notAgent(state.session.display_name)),
    button({ label: text.other, kind: 'primary', press: signOut }));
}

export function startingPage() {
  return gate(h('p', { class: 'lead', role: 'status' }, state.startFailed ? words.cannotStart : words.starting));
}

/** A page with one card: before and beside the work. */
export function gate(...body) {
  return h('main', { class: 'gate', key: 'gate' },
    h('div', { class: 'gate-card' },
      h('div', { class: 'brand' }, h('img', { src: '/console/mark.svg', alt: '', width: '32', height: '32' }), h('span', { class: 'brand-name' }, words.product)),
      body),
    h('div', { class: 'gate-language' }, languageChoice()));
}

async function submit(event) {
  event.preventDefault();
  const { account, password } = event.target.elements;
  if (account.value.trim() === '' || password.value === '') {
    set(() => { form.problem = 'missing'; });
    (account.value.trim() === '' ? account : password).focus();
    return;
  }
  set(() => { form.busy = true; form.problem = undefined; });
  const problem = await signIn(account.value.trim(), password.value);
  password.value = '';
  set(() => { form.busy = false; form.problem = problem; form.shown = false; });
  if (problem !== undefined) password.focus();
}
