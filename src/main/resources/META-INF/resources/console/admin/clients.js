/** Machine clients: systems that call the service, and how they prove themselves. */
import { h } from '../dom.js';
import { set } from '../store.js';
import { say } from './words.js';
import { shown, current, NEW, attempt, complain, leaveFor, load } from './desk.js';
import { field, form, saveButton, several, stateBadge, sureButton, tick } from './parts.js';
import * as api from './api.js';

const SUBJECTS = ['subject_dn', 'san_dns', 'san_uri', 'san_ip', 'san_email'];
const SECRETS = ['client_secret_basic', 'client_secret_post'];

export const row = (client) => ({ title: client.name, about: client.scopes.map((each) => say().clients.scopeNames[each] ?? each).join(', '), end: say().clients.methods[client.token_endpoint_auth_method], small: client.client_id, state: client.state });

export function begin() {
  const known = shown.item === NEW ? undefined : current();
  if (shown.item !== NEW && known === undefined) return;
  const subject = SUBJECTS.find((each) => known?.[`tls_client_auth_${each}`] !== undefined) ?? 'subject_dn';
  shown.draft = {
    name: known?.name ?? '', scopes: known?.scopes ?? ['interactions', 'challenges'], method: known?.token_endpoint_auth_method ?? 'client_secret_basic',
    jwks: known?.jwks === undefined ? '' : JSON.stringify(known.jwks, undefined, 2), subject, subjectValue: known?.[`tls_client_auth_${subject}`] ?? '',
    bound: known?.tls_client_certificate_bound_access_tokens ?? false, state: known?.state ?? 'active',
  };
}

const needsKeys = (method) => ['private_key_jwt', 'self_signed_tls_client_auth'].includes(method);

export function page() {
  const { draft } = shown;
  const text = say().clients;
  const method = (chosen) => set(() => {
    draft.method = chosen;
    draft.bound = chosen.includes('tls');
  });
  return form(`client-${shown.item}`, save,
    h('section', { class: 'card' },
      shown.item !== NEW && h('p', { class: 'facts' }, h('span', { class: 'caption' }, text.id), h('span', { class: 'mono' }, shown.item), stateBadge(draft.state)),
      field({ member: 'name', label: text.name, maxlength: '100' }),
      several({ member: 'scopes', label: text.scopes, options: text.scopeNames })),
    h('section', { class: 'card' },
      field({ member: 'method', pointer: '/token_endpoint_auth_method', label: text.method, options: Object.entries(text.methods), update: method }),
      draft.method === 'tls_client_auth' && h('div', { class: 'grid', key: 'subject' },
        field({ member: 'subject', pointer: '/none', label: text.subject, options: SUBJECTS.map((each) => [each, text.subjects[each]]) }),
        field({ member: 'subjectValue', pointer: `/tls_client_auth_${draft.subject}`, label: text.subjectValue, hint: draft.subject === 'subject_dn' ? text.subjectHint : undefined, mono: true })),
      (needsKeys(draft.method) || draft.jwks !== '') && field({ member: 'jwks', label: text.jwks, hint: text.jwksHint, rows: '8', mono: true }),
      !SECRETS.includes(draft.method) && tick({ member: 'bound', label: text.bound })),
    h('div', { class: 'form-bar' }, shown.item === NEW ? h('span') : more(), saveButton()));
}

function more() {
  const { draft } = shown;
  const text = say().clients;
  const active = draft.state === 'active';
  return h('div', { class: 'form-more' },
    SECRETS.includes(current()?.token_endpoint_auth_method) && sureButton({ name: 'secret', label: text.newSecret, question: text.newSecretSure, press: () => send({ new_secret: true }) }),
    sureButton({ name: 'state', label: active ? say().suspend : say().activate, question: active ? text.suspendSure : undefined, press: () => send({ state: active ? 'suspended' : 'active' }) }));
}

function registration() {
  const { draft } = shown;
  const sent = { name: draft.name.trim(), scopes: draft.scopes, token_endpoint_auth_method: draft.method, tls_client_certificate_bound_access_tokens: draft.bound };
  if (draft.method === 'tls_client_auth') sent[`tls_client_auth_${draft.subject}`] = draft.subjectValue.trim();
  if (needsKeys(draft.method) || draft.jwks.trim() !== '') sent.jwks = JSON.parse(draft.jwks);
  return sent;
}

function save() {
  const { draft } = shown;
  const wrong = [];
  if (draft.name.trim() === '') wrong.push({ pointer: '/name', detail: say().missing });
  if (draft.scopes.length === 0) wrong.push({ pointer: '/scopes', detail: say().organisation.chooseUse });
  if (draft.method === 'tls_client_auth' && draft.subjectValue.trim() === '') wrong.push({ pointer: `/tls_client_auth_${draft.subject}`, detail: say().missing });
  if (needsKeys(draft.method) && !isJson(draft.jwks)) wrong.push({ pointer: '/jwks', detail: draft.jwks.trim() === '' ? say().missing : say().purposes.rawWrong });
  if (wrong.length > 0) return complain(wrong);
  return send(registration());
}

function isJson(text) {
  try {
    return typeof JSON.parse(text) === 'object';
  } catch {
    return false;
  }
}

async function send(sent) {
  const text = say().clients;
  let answer;
  const good = await attempt(async () => { answer = shown.item === NEW ? await api.addClient(sent) : await api.changeClient(shown.item, sent); });
  if (!good) return;
  if (answer.client_secret === undefined) {
    leaveFor('clients', undefined, say().saved);
    return;
  }
  await load();
  set(() => {
    history.replaceState(null, '', `#clients/${encodeURIComponent(answer.client_id)}`);
    shown.item = answer.client_id;
    shown.draft = undefined;
    shown.notice = say().saved;
    shown.secret = { label: text.secret, value: answer.client_secret, hint: text.secretHint };
  });
}
