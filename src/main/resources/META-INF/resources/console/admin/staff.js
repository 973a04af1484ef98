/** Staff: who works here, and what they may do. */
import { h } from '../dom.js';
import { set } from '../store.js';
import { say } from './words.js';
import { shown, current, NEW, attempt, complain, leaveFor, load } from './desk.js';
import { field, form, saveButton, several, stateBadge, sureButton } from './parts.js';
import * as api from './api.js';

export const row = (person) => ({ title: person.display_name, about: person.roles.map((each) => say().staff.roleNames[each] ?? each).join(', '), end: person.team ?? '', small: person.account, state: person.state });

export function begin() {
  const known = shown.item === NEW ? undefined : current();
  if (shown.item !== NEW && known === undefined) return;
  shown.draft = { account: known?.account ?? '', display_name: known?.display_name ?? '', team: known?.team ?? '', roles: known?.roles ?? ['agent'], state: known?.state ?? 'active' };
}

export function page() {
  const text = say().staff;
  return form(`staff-${shown.item}`, save,
    h('section', { class: 'card' },
      shown.item === NEW
        ? field({ member: 'account', label: text.account, hint: text.accountHint, autocapitalize: 'none', spellcheck: 'false' })
        : h('p', { class: 'facts' }, h('span', { class: 'caption' }, text.account), h('span', { class: 'mono' }, shown.item), stateBadge(shown.draft.state)),
      field({ member: 'display_name', label: text.displayName }),
      field({ member: 'team', label: text.team, optional: true }),
      several({ member: 'roles', label: text.roles, options: text.roleNames })),
    h('div', { class: 'form-bar' }, shown.item === NEW ? h('span') : more(), saveButton()));
}

function more() {
  const text = say().staff;
  const active = shown.draft.state === 'active';
  return h('div', { class: 'form-more' },
    sureButton({ name: 'password', label: text.newPassword, question: text.newPasswordSure, press: () => send({ new_password: true }) }),
    sureButton({ name: 'state', label: active ? say().suspend : say().activate, question: active ? text.suspendSure : undefined, press: () => send({ state: active ? 'suspended' : 'active' }) }));
}

function save() {
  const { draft } = shown;
  const wrong = ['display_name', ...(shown.item === NEW ? ['account'] : [])].filter((member) => draft[member].trim() === '').map((member) => ({ pointer: `/${member}`, detail: say().missing }));
  if (draft.roles.length === 0) wrong.push({ pointer: '/roles', detail: say().organisation.chooseUse });
  if (wrong.length > 0) return complain(wrong);
  const person = { display_name: draft.display_name.trim(), roles: draft.roles };
  if (draft.team.trim() !== '') person.team = draft.team.trim();
  if (shown.item === NEW) person.account = draft.account.trim();
  return send(person);
}

async function send(sent) {
  const text = say().staff;
  let answer;
  const good = await attempt(async () => { answer = shown.item === NEW ? await api.addStaff(sent) : await api.changeStaff(shown.item, sent); });
  if (!good) return;
  if (answer.password === undefined) {
    leaveFor('staff', undefined, say().saved);
    return;
  }
  await load();
  set(() => {
    history.replaceState(null, '', `#staff/${encodeURIComponent(answer.account)}`);
    shown.item = answer.account;
    shown.draft = undefined;
    shown.notice = say().saved;
    shown.secret = { label: text.password, value: answer.password, hint: text.passwordHint };
  });
}
