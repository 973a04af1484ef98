import { currentLocale, t } from './words.js';

const ADDRESS = ['street_address', 'postal_code', 'locality', 'region', 'country'];

/** Members of an object, those of an address (OpenID Connect Core 5.1.1) as on an envelope, whatever order they came in. */
function inOrder(raw) {
  const place = (name) => (ADDRESS.includes(name) ? ADDRESS.indexOf(name) : ADDRESS.length);
  return Object.keys(raw).sort((a, b) => place(a) - place(b)).map((name) => raw[name]);
}

/** Writes a claim's value as a person reads it. */
export function value(raw) {
  if (raw === true || raw === false) {
    return t(raw ? 'yes' : 'no');
  }
  if (typeof raw === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(raw)) {
    return new Intl.DateTimeFormat(currentLocale(), { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(raw));
  }
  if (Array.isArray(raw)) {
    return raw.map(value).join(', ');
  }
  if (raw !== null && typeof raw === 'object') {
    return inOrder(raw).map(value).join(', ');
  }
  return String(raw);
}

export function date(instant) {
  return new Intl.DateTimeFormat(currentLocale(), { dateStyle: 'medium' }).format(new Date(instant));
}

export function time(instant) {
  return new Intl.DateTimeFormat(currentLocale(), { timeStyle: 'short' }).format(new Date(instant));
}

/** Writes a day as people say it: today, yesterday, else its date. */
export function day(instant, now) {
  const days = Math.round((midnight(now) - midnight(new Date(instant))) / 86_400_000);
  return days === 0 ? t('today') : days === 1 ? t('yesterday') : date(instant);
}

export function money(amount, currency) {
  return new Intl.NumberFormat(currentLocale(), { style: 'currency', currency }).format(Number(amount));
}

/** Writes seconds as a countdown: 0:47. */
export function countdown(seconds) {
  const whole = Math.max(0, Math.ceil(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

/** Returns up to two letters that stand for a name where there is no logo. */
export function monogram(name) {
  return name.split(/\s+/).filter(Boolean).slice(0, 2).map((word) => [...word][0].toUpperCase()).join('');
}

function midnight(moment) {
  return new Date(moment.getFullYear(), moment.getMonth(), moment.getDate()).getTime();
}
