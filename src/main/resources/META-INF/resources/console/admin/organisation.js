/** The organisation's identity: its identifier, keys and history; and replacing keys, which wants a word to be typed. */
import { h } from '../dom.js';
import { icon } from '../icons.js';
import { clockTime, shortDate } from '../words.js';
import { set } from '../store.js';
import { button } from '../view/parts.js';
import { say } from './words.js';
import { shown, attempt, complain, load } from './desk.js';
import { field, form, several } from './parts.js';
import * as api from './api.js';

const USES = ['issuer', 'verifier', 'status_list', 'receipt'];
const at = (time) => `${shortDate(time)} ${clockTime(time)}`;

export function begin() {
  shown.draft = { reason: 'planned', uses: [], since: '', typed: '' };
}

export function page() {
  const did = shown.organisation;
  const text = say().organisation;
  return h('div', { class: 'stack', key: 'organisation' },
    did.deactivated ? h('p', { class: 'news-line is-problem', role: 'status' }, icon('undecided'), h('span', null, text.deactivated)) : null,
    did.waiting ? h('p', { class: 'news-line', role: 'status' }, icon('waiting'), h('span', null, text.waiting(did.waiting.reason, did.waiting.by))) : null,
    h('section', { class: 'card' }, h('h2', null, text.identifier),
      h('p', { class: 'mono identifier' }, did.did),
      h('p', { class: 'caption' }, `${text.version(did.version_id.split('-')[0])} · ${text.since(at(did.version_time))}`),
      h('p', { class: 'caption' }, `${text.before}: `, h('span', { class: 'mono' }, did.web_did))),
    h('div', { class: 'halves' }, keys(did), did.deactivated ? null : rotation()),
    h('div', { class: 'halves' },
      h('section', { class: 'card' }, h('h2', null, text.services),
        did.services.length === 0 ? h('p', { class: 'caption' }, text.noServices) : h('ul', { class: 'trail' }, did.services.map((each) => h('li', { key: each.id }, h('strong', null, each.type), h('span', { class: 'mono trail-what' }, each.service_endpoint))))),
      h('section', { class: 'card' }, h('h2', null, text.witnesses),
        did.witnesses.witnesses.length === 0 ? h('p', { class: 'caption' }, text.noWitnesses) : [
          h('p', null, text.threshold(did.witnesses.threshold, did.witnesses.witnesses.length)),
          h('ul', { class: 'trail' }, did.witnesses.witnesses.map((each) => h('li', { key: each, class: 'mono' }, each)))])),
    h('section', { class: 'card' }, h('h2', null, text.history),
      h('ol', { class: 'trail' }, [...did.history].reverse().map((each) => h('li', { key: String(each.version) },
        h('time', { datetime: each.at }, at(each.at)), h('span', { class: 'trail-what' }, h('strong', null, text.version(each.version)), ' ', each.reason), h('span', { class: 'caption' }, each.by))))));
}

function keys(did) {
  const text = say().organisation;
  const uses = [...new Set(did.keys.map((each) => each.use))];
  return h('section', { class: 'card' }, h('h2', null, text.keys), uses.map((use) =>
    h('div', { class: 'key-use', key: use }, h('h3', null, text.uses[use] ?? use),
      h('ul', null, did.keys.filter((each) => each.use === use).map((each) => h('li', { key: each.key_id, class: `key is-${each.state}` },
        h('span', { class: `state is-${each.state}` }, icon({ in_force: 'done', announced: 'waiting', retired: 'declined', withdrawn: 'rejected' }[each.state] ?? 'question'), h('span', null, text.states[each.state] ?? each.state)),
        h('span', { class: 'mono key-id', title: each.key_id }, each.key_id),
        each.compromised_since && h('span', { class: 'caption' }, text.compromisedAt(at(each.compromised_since)))))))));
}

function rotation() {
  const { draft } = shown;
  const text = say().organisation;
  const word = text.words[draft.reason];
  const uses = Object.fromEntries(USES.map((use) => [use, text.uses[use]]));
  const pick = (reason) => h('label', { key: reason, class: `segment ${draft.reason === reason ? 'is-chosen' : ''}` },
    h('input', { type: 'radio', name: 'reason', value: reason, checked: draft.reason === reason, on: { change: () => set(() => { draft.reason = reason; draft.typed = ''; }) } }), text.reasons[reason]);
  return h('section', { class: `card rotation is-${draft.reason}`, 'aria-labelledby': 'rotate-title' },
    h('h2', { id: 'rotate-title' }, text.rotate), h('p', { class: 'caption' }, text.rotateLead),
    form('rotation', rotate,
      h('fieldset', null, h('legend', { class: 'unseen' }, text.rotate), h('div', { class: 'segments wrap' }, pick('planned'), pick('compromised'))),
      h('p', { class: 'because-of' }, draft.reason === 'planned' ? text.plannedHint : text.compromisedHint),
      several({ member: 'uses', label: text.which, options: uses }),
      draft.reason === 'compromised' && field({ member: 'since', pointer: '/compromised_since', label: text.since2, type: 'datetime-local' }),
      field({ member: 'typed', pointer: '/typed', label: text.confirmLabel, hint: text.confirm(word), autocapitalize: 'characters', spellcheck: 'false' }),
      h('div', { class: 'form-bar' }, h('span'),
        button({ label: text.doIt[draft.reason], kind: 'sure', type: 'submit', disabled: shown.busy || draft.typed.trim() !== word }))));
}

async function rotate() {
  const { draft } = shown;
  const text = say().organisation;
  const wrong = [];
  if (draft.uses.length === 0) wrong.push({ pointer: '/uses', detail: text.chooseUse });
  if (draft.typed.trim() !== text.words[draft.reason]) wrong.push({ pointer: '/typed', detail: text.confirmWrong(text.words[draft.reason]) });
  if (draft.reason === 'compromised' && draft.since === '') wrong.push({ pointer: '/compromised_since', detail: say().missing });
  if (wrong.length > 0) {
    complain(wrong);
    return;
  }
  const sent = { reason: draft.reason, uses: draft.uses };
  if (draft.reason === 'compromised') sent.compromised_since = new Date(draft.since).toISOString();
  let after;
  if (await attempt(async () => { after = await api.rotate(sent); })) {
    set(() => {
      shown.organisation = after;
      shown.draft = undefined;
      shown.notice = after.waiting ? text.waits : text.done;
    });
    load();
  }
}
