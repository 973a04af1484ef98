/** Trusted issuers: who may vouch for customers, and who decided so. */
import { h } from '../dom.js';
import { shortDate, clockTime } from '../words.js';
import { button } from '../view/parts.js';
import { say } from './words.js';
import { shown, current, NEW, attempt, change, complain, leaveFor, moreChanges } from './desk.js';
import { field, form, saveButton, sureButton } from './parts.js';
import * as api from './api.js';

export const row = (issuer) => ({ title: issuer.display_name, about: issuer.vcts.join(', '), end: say().issuers.keyMethods[issuer.key_method], small: issuer.issuer });

export function begin() {
  const known = shown.item === NEW ? undefined : current();
  if (shown.item !== NEW && known === undefined) return;
  shown.draft = {
    issuer: known?.issuer ?? '', display_name: known?.display_name ?? '', key_method: known?.key_method ?? 'metadata',
    vcts: (known?.vcts ?? []).join('\n'), anchors: known?.anchors ?? '',
  };
}

export function page() {
  const { draft } = shown;
  const text = say().issuers;
  // The way to the keys that this kind of name allows is chosen for whoever types it.
  const name = (typed) => {
    change('issuer', typed);
    if (typed.startsWith('did:')) change('key_method', 'did');
    else if (typed.startsWith('x509')) change('key_method', 'x5c');
    else if (draft.key_method === 'did') change('key_method', 'metadata');
  };
  return form(`issuer-${shown.item}`, save,
    h('section', { class: 'card' },
      field({ member: 'issuer', label: text.id, hint: text.idHint, mono: true, readonly: shown.item !== NEW, update: name, autocapitalize: 'none', spellcheck: 'false' }),
      field({ member: 'display_name', label: text.displayName, hint: text.displayNameHint }),
      field({ member: 'vcts', label: text.vcts, hint: text.vctsHint, rows: '3', mono: true }),
      field({ key: draft.key_method, member: 'key_method', label: text.keyMethod, options: Object.entries(text.keyMethods) }),
      draft.key_method === 'x5c' && field({ member: 'anchors', label: text.anchors, hint: text.anchorsHint, rows: '8', mono: true })),
    h('div', { class: 'form-bar' },
      shown.item === NEW ? h('span') : sureButton({ name: 'remove', label: text.remove, question: text.removeSure, press: remove }),
      saveButton()));
}

function save() {
  const { draft } = shown;
  const wrong = ['issuer', 'display_name', 'vcts'].filter((member) => draft[member].trim() === '').map((member) => ({ pointer: `/${member}`, detail: say().missing }));
  if (wrong.length > 0) return complain(wrong);
  const issuer = { issuer: draft.issuer.trim(), display_name: draft.display_name.trim(), key_method: draft.key_method, vcts: draft.vcts.split('\n').map((each) => each.trim()).filter((each) => each !== '') };
  if (draft.key_method === 'x5c') issuer.anchors = draft.anchors;
  return attempt(() => api.trust(issuer)).then((good) => { if (good) leaveFor('issuers', undefined, say().saved); });
}

async function remove() {
  if (await attempt(() => api.distrust(shown.item))) leaveFor('issuers', undefined, say().issuers.removed);
}

/** Who changed what, below the list. */
export function trail() {
  const text = say().issuers;
  const changes = shown.lists.changes;
  return h('section', { class: 'card', key: 'trail', 'aria-labelledby': 'trail-title' },
    h('h2', { id: 'trail-title' }, text.changes),
    (changes?.items ?? []).length === 0 ? h('p', { class: 'caption' }, text.noChanges) : h('ol', { class: 'trail' }, changes.items.map((each) =>
      h('li', { key: String(each.id) },
        h('time', { datetime: each.at }, `${shortDate(each.at)} ${clockTime(each.at)}`),
        h('span', { class: 'trail-what' }, h('strong', { class: 'mono' }, each.issuer), ' ', each.allowed ? text.allowed(each.by) : text.withdrawn(each.by)),
        each.allowed && h('span', { class: 'caption mono' }, each.allowed)))),
    changes?.next_cursor && button({ label: say().more, press: moreChanges }));
}
