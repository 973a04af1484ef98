/** Purposes: what may be asked, in which words; with a picture of what the customer will see. */
import { h } from '../dom.js';
import { set, state } from '../store.js';
import { attributeName, inLanguage, words } from '../words.js';
import { say } from './words.js';
import { shown, current, itemsOf, NEW, attempt, change, complain, leaveFor } from './desk.js';
import { field, form, saveButton, several, wrongWith } from './parts.js';
import { phone } from './phone.js';
import * as api from './api.js';

const LANGUAGES = ['en', 'es', 'ja'];

export function row(purpose) {
  const text = say().purposes;
  const names = askedOf(purpose.dcql_query).map((each) => attributeName(each));
  return {
    title: inLanguage(purpose.texts)?.title ?? purpose.name,
    about: `${text.asksFor}: ${names.length === 0 ? text.nothing : [...new Set(names)].join(', ')}`,
    end: text.version(purpose.version), small: purpose.name,
  };
}

const askedOf = (query) => (query?.credentials ?? []).flatMap((each) => (each.claims ?? []).map((claim) => claim.path));

export function begin() {
  const known = shown.item === NEW ? undefined : current();
  if (shown.item !== NEW && known === undefined) return;
  const query = known?.dcql_query;
  const picked = query === undefined ? { vct: shown.cards[0]?.vct, asks: {} } : pick(query);
  shown.draft = {
    name: known?.name ?? '', version: known?.version ?? 0, masked: known?.masked,
    texts: Object.fromEntries(LANGUAGES.map((tag) => [tag, { title: '', description: '', ...known?.texts?.[tag] }])),
    otherTexts: Object.fromEntries(Object.entries(known?.texts ?? {}).filter(([tag]) => !LANGUAGES.includes(tag))),
    language: words.language,
    vct: picked?.vct ?? shown.cards[0]?.vct, asks: picked?.asks ?? {},
    raw: picked === undefined, rawKept: picked === undefined, query: query === undefined ? '' : JSON.stringify(query, undefined, 2),
    binding: known?.call_binding ?? '', seconds: String(known === undefined ? 120 : seconds(known.expires_in)),
    minutes: String(known === undefined ? 10 : seconds(known.retention) / 60), roles: known?.roles ?? ['agent', 'supervisor'],
  };
}

function seconds(duration) {
  const [, days, hours, minutes, rest] = /^P(?:(\d+)D)?T?(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.\d+)?S)?$/.exec(duration) ?? [];
  return Number(days ?? 0) * 86400 + Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(rest ?? 0);
}

/** A query as the list can show it: one card of ours, each claim needed or optional; undefined when it says more. */
function pick(query) {
  const [one, ...more] = query.credentials ?? [];
  const card = shown.cards.find((each) => one?.meta?.vct_values?.length === 1 && each.vct === one.meta.vct_values[0]);
  if (more.length > 0 || query.credential_sets !== undefined || card === undefined || one.format !== 'dc+sd-jwt') return undefined;
  if (Object.keys(one).some((member) => !['id', 'format', 'meta', 'claims', 'claim_sets'].includes(member))) return undefined;
  const claims = one.claims ?? [];
  if (claims.some((claim) => claim.values !== undefined || !card.claims.some((each) => same(each.path, claim.path)))) return undefined;
  const [every, needed, ...others] = one.claim_sets ?? [];
  if (others.length > 0 || (every !== undefined && (needed === undefined || claims.some((claim) => !every.includes(claim.id))))) return undefined;
  const asks = Object.fromEntries(claims.map((claim) => [JSON.stringify(claim.path), every === undefined || needed.includes(claim.id) ? 'required' : 'optional']));
  return { vct: card.vct, asks };
}

const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

/** The query that the list stands for. */
export function queryOf(draft) {
  if (draft.raw) {
    try {
      return JSON.parse(draft.query);
    } catch {
      return undefined;
    }
  }
  const card = shown.cards.find((each) => each.vct === draft.vct);
  const claims = (card?.claims ?? []).map((claim, i) => ({ id: `c${i}`, path: claim.path, ask: draft.asks[JSON.stringify(claim.path)] })).filter((each) => each.ask !== undefined);
  const one = { id: 'customer', format: 'dc+sd-jwt', meta: { vct_values: [draft.vct] } };
  const optional = claims.some((each) => each.ask === 'optional');
  if (claims.length > 0) one.claims = claims.map(({ id, path }) => (optional ? { id, path } : { path }));
  if (optional) one.claim_sets = [claims.map((each) => each.id), claims.filter((each) => each.ask === 'required').map((each) => each.id)];
  return { credentials: [one] };
}

export function page() {
  const { draft } = shown;
  const text = say().purposes;
  return h('div', { class: 'two', key: `purpose-${shown.item}` },
    form('purpose', save,
      shown.item === NEW && field({ member: 'name', label: text.name, hint: text.nameHint, mono: true, autocapitalize: 'none' }),
      h('section', { class: 'card' }, h('h2', null, text.texts), texts()),
      h('section', { class: 'card' }, h('h2', null, text.asks), asks()),
      h('section', { class: 'card grid' },
        field({ member: 'binding', pointer: '/call_binding', label: text.binding, options: Object.entries(text.bindings) }),
        field({ member: 'seconds', pointer: '/expires_in', label: text.timeLimit, hint: text.timeLimitHint, type: 'number', min: '10', max: '900', inputmode: 'numeric' }),
        field({ member: 'minutes', pointer: '/retention', label: text.retention, hint: text.retentionHint, type: 'number', min: '0', max: '1440', inputmode: 'numeric' }),
        several({ member: 'roles', label: text.roles, options: text.roleNames })),
      h('div', { class: 'form-bar' }, h('p', { class: 'caption' }, draft.version === 0 ? text.firstVersion : text.newVersion(draft.version + 1)), saveButton())),
    h('aside', { class: 'preview', 'aria-label': text.preview },
      h('h2', null, text.preview),
      languages('preview-language'),
      phone(draft, asked(draft))));
}

/** One language at a time: what is typed, and what the phone shows, change together. */
function languages(name) {
  const text = say().purposes;
  return h('div', { class: 'segments', role: 'radiogroup', 'aria-label': text.preview }, LANGUAGES.map((tag) =>
    h('label', { key: tag, class: `segment ${shown.draft.language === tag ? 'is-chosen' : ''}` },
      h('input', { type: 'radio', name, value: tag, checked: shown.draft.language === tag, on: { change: () => change('language', tag) } }), text.languages[tag])));
}

function texts() {
  const text = say().purposes;
  const update = (tag, member) => (typed) => set(() => { shown.draft.texts[tag][member] = typed; shown.notice = undefined; });
  return LANGUAGES.map((tag) => h('div', { class: 'words-of', key: tag, lang: tag },
    h('h3', { lang: words.language }, text.languages[tag], tag === 'en' ? null : h('span', { class: 'caption' }, ` (${say().optional})`)),
    field({ member: `title-${tag}`, pointer: `/texts/${tag}/title`, label: text.textTitle, hint: tag === 'en' ? text.textTitleHint : undefined, maxlength: '80', value: shown.draft.texts[tag].title, update: update(tag, 'title') }),
    field({ member: `description-${tag}`, pointer: `/texts/${tag}/description`, label: text.description, maxlength: '250', rows: '2', value: shown.draft.texts[tag].description, update: update(tag, 'description') })));
}

function asks() {
  const { draft } = shown;
  const text = say().purposes;
  const write = (raw) => set(() => {
    if (raw) draft.query = JSON.stringify(queryOf({ ...draft, raw: false }), undefined, 2);
    draft.raw = raw;
  });
  if (draft.raw) {
    return [
      draft.rawKept ? h('p', { class: 'caption' }, text.rawKept) : null,
      field({ member: 'query', pointer: '/dcql_query', label: text.rawLabel, rows: '14', mono: true }),
      draft.rawKept ? null : rawTick(write)];
  }
  const card = shown.cards.find((each) => each.vct === draft.vct);
  return [
    shown.cards.length > 1 && field({ member: 'vct', label: text.card, options: shown.cards.map((each) => [each.vct, inLanguage(each.name) ?? each.vct]), update: (vct) => set(() => { draft.vct = vct; draft.asks = {}; }) }),
    h('ul', { class: 'claims' }, (card?.claims ?? []).map((claim) => claimLine(claim))),
    Object.keys(draft.asks).length === 0 ? h('p', { class: 'caption' }, text.asksNothing) : null,
    wrongWith('/dcql_query') ? h('p', { class: 'wrong' }, wrongWith('/dcql_query')) : null,
    rawTick(write)];
}

const rawTick = (write) => h('label', { class: 'tick', key: 'raw' },
  h('input', { type: 'checkbox', name: 'raw', checked: shown.draft.raw, on: { change: (event) => write(event.target.checked) } }), h('span', null, say().purposes.raw));

function claimLine(claim) {
  const key = JSON.stringify(claim.path);
  const value = shown.draft.asks[key] ?? 'no';
  const choose = (event) => set(() => {
    if (event.target.value === 'no') delete shown.draft.asks[key];
    else shown.draft.asks[key] = event.target.value;
    shown.notice = undefined;
  });
  const name = inLanguage(claim.name) ?? attributeName(claim.path);
  return h('li', { key, class: `claim ${value === 'no' ? '' : 'is-asked'} ${claim.path.length > 1 ? 'is-part' : ''}` },
    h('span', { id: `claim-${key}` }, name),
    h('select', { name: `claim ${claim.path.join('.')}`, 'aria-labelledby': `claim-${key}`, on: { change: choose } },
      Object.entries(say().purposes.ask).map(([each, label]) => h('option', { value: each, key: each, selected: each === value }, label))));
}

/** What the phone lists: `{ name, optional }`, names by language. */
function asked(draft) {
  const query = queryOf(draft);
  return (query?.credentials ?? []).flatMap((one) => {
    const [every, needed] = one.claim_sets ?? [];
    return (one.claims ?? []).map((claim) => {
      const known = shown.cards.flatMap((each) => each.claims).find((each) => same(each.path, claim.path));
      return { name: known?.name ?? { en: attributeName(claim.path ?? []) }, optional: every !== undefined && needed !== undefined && !needed.includes(claim.id) };
    });
  });
}

function save() {
  const { draft } = shown;
  const text = say();
  const wrong = [];
  if (shown.item === NEW && !/^[a-z][a-z0-9_]{0,63}$/.test(draft.name)) wrong.push({ pointer: '/name', detail: text.purposes.nameHint });
  if (shown.item === NEW && itemsOf('purposes')?.some((each) => each.name === draft.name)) wrong.push({ pointer: '/name', detail: text.purposes.nameHint });
  if (draft.texts.en.title.trim() === '') wrong.push({ pointer: '/texts/en/title', detail: text.missing });
  for (const tag of ['es', 'ja']) {
    if (draft.texts[tag].title.trim() === '' && draft.texts[tag].description.trim() !== '') wrong.push({ pointer: `/texts/${tag}/title`, detail: text.missing });
  }
  const within = (value, least, most) => /^\d+$/.test(value) && Number(value) >= least && Number(value) <= most;
  if (!within(draft.seconds, 10, 900)) wrong.push({ pointer: '/expires_in', detail: text.purposes.timeLimitHint });
  if (!within(draft.minutes, 0, 1440)) wrong.push({ pointer: '/retention', detail: text.purposes.retentionHint });
  if (draft.roles.length === 0) wrong.push({ pointer: '/roles', detail: text.organisation.chooseUse });
  const query = queryOf(draft);
  if (query === undefined) wrong.push({ pointer: '/dcql_query', detail: text.purposes.rawWrong });
  if (wrong.length > 0) return complain(wrong);
  const texts = { ...draft.otherTexts };
  for (const tag of LANGUAGES) if (draft.texts[tag].title.trim() !== '') texts[tag] = { title: draft.texts[tag].title.trim(), description: draft.texts[tag].description.trim() };
  const purpose = { dcql_query: query, texts, expires_in: `PT${draft.seconds}S`, retention: `PT${draft.minutes}M`, roles: draft.roles };
  if (draft.binding !== '') purpose.call_binding = draft.binding;
  if (draft.masked !== undefined) purpose.masked = draft.masked;
  const name = shown.item === NEW ? draft.name : shown.item;
  return attempt(() => api.definePurpose(name, purpose)).then((good) => { if (good) leaveFor('purposes', undefined, text.saved); });
}

/** The organisation's name for the picture. */
export const organisationName = () => state.settings.organisation?.name ?? '';
