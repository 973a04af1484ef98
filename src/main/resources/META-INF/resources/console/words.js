/** The console's words in the chosen language, and how that language writes dates, numbers and spans of time. */
import en from './words/en.js';
import es from './words/es.js';
import ja from './words/ja.js';

export const LANGUAGES = { en, es, ja };
const CHOSEN = 'countersign.language';

export let words = en;
let formats = makeFormats('en');

export function language() {
  return words.language;
}

/** Takes the language chosen earlier, else the first one the browser prefers and we have. */
export function startLanguage() {
  const wished = [remembered(), ...navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase())];
  useLanguage(wished.find((tag) => tag in LANGUAGES) ?? 'en');
}

export function chooseLanguage(tag) {
  remember(CHOSEN, tag);
  useLanguage(tag);
}

function useLanguage(tag) {
  words = LANGUAGES[tag];
  formats = makeFormats(tag);
  document.documentElement.lang = tag;
}

function remembered() {
  return recall(CHOSEN);
}

export function recall(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

export function remember(key, value) {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Storage can be refused to an embedded page; the choice then lasts as long as the page.
  }
}

function makeFormats(tag) {
  return {
    date: new Intl.DateTimeFormat(tag, { dateStyle: 'long' }),
    calendarDate: new Intl.DateTimeFormat(tag, { dateStyle: 'long', timeZone: 'UTC' }),
    shortDate: new Intl.DateTimeFormat(tag, { dateStyle: 'medium' }),
    time: new Intl.DateTimeFormat(tag, { timeStyle: 'medium' }),
    relative: new Intl.RelativeTimeFormat(tag, { numeric: 'auto' }),
    number: new Intl.NumberFormat(tag),
  };
}

/** Text of ours in the languages we have: `{ en: ..., es: ... }`, or already a text. */
export function inLanguage(texts) {
  if (texts === null || texts === undefined || typeof texts === 'string' || Array.isArray(texts)) return texts ?? undefined;
  return texts[words.language] ?? texts.en ?? Object.values(texts)[0];
}

export const clockTime = (time) => formats.time.format(new Date(time));
export const shortDate = (time) => formats.shortDate.format(new Date(time));

/** "today", "3 days ago", "last month": how old something is, in the largest unit that fits. */
export function age(time, now) {
  const days = Math.round((startOfDay(now) - startOfDay(Date.parse(time))) / 86400000);
  if (days < 45) return formats.relative.format(-days, 'day');
  if (days < 730) return formats.relative.format(-Math.round(days / 30.44), 'month');
  return formats.relative.format(-Math.round(days / 365.25), 'year');
}

function startOfDay(time) {
  return new Date(time).setHours(0, 0, 0, 0);
}

const ADDRESS = ['street_address', 'postal_code', 'locality', 'region', 'country'];

/** Members of an object, those of an address (OpenID Connect Core 5.1.1) as on an envelope, whatever order they came in. */
function inOrder(value) {
  const place = (name) => (ADDRESS.includes(name) ? ADDRESS.indexOf(name) : ADDRESS.length);
  return Object.keys(value).sort((a, b) => place(a) - place(b)).map((name) => value[name]);
}

/** A claim's value as people write it. */
export function readable(value) {
  if (value === true) return words.yes;
  if (value === false) return words.no;
  if (typeof value === 'number') return formats.number.format(value);
  if (Array.isArray(value)) return value.map(readable).join(', ');
  if (value !== null && typeof value === 'object') return inOrder(value).map(readable).join(', ');
  const text = String(value ?? '');
  // A calendar date has no time zone; it must not slip by a day.
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? formats.calendarDate.format(new Date(`${text}T00:00:00Z`)) : text;
}

/** What an attribute is called: our word for its path, else its last name made readable. */
export function attributeName(path) {
  const names = path.filter((step) => typeof step === 'string');
  const known = words.attributes[names.join('.')] ?? words.attributes[names.at(-1)];
  if (known !== undefined) return known;
  const last = (names.at(-1) ?? '').replaceAll('_', ' ');
  return last.charAt(0).toUpperCase() + last.slice(1);
}
