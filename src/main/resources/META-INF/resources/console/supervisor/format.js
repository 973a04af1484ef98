/** How the chosen language writes figures, shares, spans of time and hours. */
import { language } from '../words.js';

const kept = new Map();

function format(kind, options) {
  const key = `${language()} ${kind.name} ${JSON.stringify(options)}`;
  if (!kept.has(key)) kept.set(key, new kind(language(), options));
  return kept.get(key);
}

export const zone = () => Intl.DateTimeFormat().resolvedOptions().timeZone ?? 'UTC';
export const count = (n) => format(Intl.NumberFormat, {}).format(n);
export const clock = (time) => format(Intl.DateTimeFormat, { timeStyle: 'medium' }).format(new Date(time));
export const dateAndTime = (time) => format(Intl.DateTimeFormat, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(time));
export const weekday = (time) => format(Intl.DateTimeFormat, { weekday: 'short', day: 'numeric' }).format(new Date(time));
export const dayLong = (time) => format(Intl.DateTimeFormat, { weekday: 'long', day: 'numeric', month: 'long' }).format(new Date(time));
export const dayShort = (time) => format(Intl.DateTimeFormat, { day: 'numeric', month: 'numeric' }).format(new Date(time));
export const hourOf = (time) => format(Intl.DateTimeFormat, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(new Date(time));
export const hourLabel = (hour) => `${String(hour).padStart(2, '0')}:00`;

/** "82 %" only of enough: below that a share says more than is known. */
const SHARE_NEEDS = 20;

export function share(part, whole) {
  if (whole < SHARE_NEEDS) return undefined;
  const value = part / whole;
  const digits = value > 0 && value < 0.1 ? 1 : 0;
  return format(Intl.NumberFormat, { style: 'percent', maximumFractionDigits: digits }).format(value);
}

/** Seconds of an ISO 8601 duration as the service prints it: PT1M2.5S. */
export function seconds(duration) {
  const parts = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?$/.exec(duration ?? '');
  if (parts === null) return undefined;
  return Number(parts[1] ?? 0) * 3600 + Number(parts[2] ?? 0) * 60 + Number(parts[3] ?? 0);
}

/** "8.4 s", "42 s" or "2 min 5 s". */
export function span(duration) {
  const total = seconds(duration);
  if (total === undefined) return undefined;
  if (total < 10) return unit(Math.round(total * 10) / 10, 'second');
  if (total < 100) return unit(Math.round(total), 'second');
  const whole = Math.round(total);
  const rest = whole % 60;
  return [unit(Math.floor(whole / 60), 'minute'), rest > 0 && unit(rest, 'second')].filter(Boolean).join(' ');
}

const unit = (value, name) => format(Intl.NumberFormat, { style: 'unit', unit: name, unitDisplay: 'short', maximumFractionDigits: 1 }).format(value);

/** Of a local calendar day (`2026-11-22`), the moment it begins, in the form that the service reads. */
export const dayStart = (text, later = 0) => {
  const [year, month, day] = text.split('-').map(Number);
  return new Date(year, month - 1, day + later).toISOString();
};

export function calendarDay(time, later = 0) {
  const day = new Date(time);
  day.setDate(day.getDate() + later);
  return [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((part, i) => String(part).padStart(i === 0 ? 4 : 2, '0')).join('-');
}
