/** The console's shapes: each state has one of its own, so that colour is never the only sign. */
import { h } from './dom.js';

const SHAPES = {
  voice: ['M6.6 3.5l2.6.6 1.2 4-2 1.6a12 12 0 0 0 5.9 5.9l1.6-2 4 1.2.6 2.6c0 1.7-1.3 3.1-3 3.1C10 20.5 3.5 14 3.5 6.5c0-1.7 1.4-3 3.1-3z'],
  chat: ['M4 5h16v11h-9l-4.5 4v-4H4z', 'M8 9.5h8M8 12.5h5'],
  video: ['M3.5 6.5h11v11h-11z', 'M14.5 10.5l6-3v9l-6-3'],
  email: ['M3.5 5.5h17v13h-17z', 'M4 6.5l8 6.5 8-6.5'],
  branch: ['M3.5 9.5L12 4l8.5 5.5z', 'M5.5 9.5v8.5M10 9.5v8.5M14 9.5v8.5M18.5 9.5v8.5M3.5 20h17'],
  question: ['M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17z', 'M9.5 9.5c0-1.6 1.1-2.5 2.5-2.5s2.5.9 2.5 2.3c0 1.9-2.5 2-2.5 4.2M12 16.7v.1'],
  waiting: ['M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17z', 'M12 7.5V12l3 2'],
  verified: ['M12 2.5a9.5 9.5 0 1 1 0 19 9.5 9.5 0 0 1 0-19z', 'M7.5 12.4l3.2 3.2 6-6.8'],
  declined: ['M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17z', 'M8 12h8'],
  expired: ['M7 3.5h10M7 20.5h10', 'M8 3.5v3.5l4 5 4-5V3.5M8 20.5V17l4-5 4 5v3.5'],
  unreachable: ['M8 3.5h8v17H8z', 'M4 4l16 16'],
  undecided: ['M12 3.5L21 19.5H3z', 'M12 10v4.5M12 17v.1'],
  rejected: ['M5 5h14v14H5z', 'M9 9l6 6M15 9l-6 6'],
  cancelled: ['M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17z', 'M9 9l6 6M15 9l-6 6'],
  reported: ['M8.3 3h7.4L21 8.3v7.4L15.7 21H8.3L3 15.7V8.3z', 'M12 7.5v5.5M12 16.3v.1'],
  phone: ['M8 3.5h8v17H8z', 'M11 17.7h2'],
  opened: ['M2.5 12s3.5-6 9.5-6 9.5 6 9.5 6-3.5 6-9.5 6-9.5-6-9.5-6z', 'M12 9.5a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5z'],
  sent: ['M3.5 11.5l17-7-6.5 16-3-6.5z'],
  done: ['M5 12.5l4.5 4.5L19 7.5'],
  plus: ['M12 5v14M5 12h14'],
  list: ['M4.5 7h15M4.5 12h15M4.5 17h15'],
  close: ['M6 6l12 12M18 6L6 18'],
  keys: ['M3 6.5h18v11H3z', 'M6.5 10h.1M10 10h.1M13.5 10h.1M17 10h.1M8 14h8'],
  appearance: ['M12 3.5a8.5 8.5 0 1 0 0 17z', 'M12 3.5a8.5 8.5 0 1 1 0 17'],
  out: ['M10 4H5v16h5M9.5 12H20M16 8l4 4-4 4'],
  link: ['M10 14a4 4 0 0 1 0-5.7l2.5-2.5a4 4 0 0 1 5.7 5.7L17 12.7M14 10a4 4 0 0 1 0 5.7l-2.5 2.5a4 4 0 0 1-5.7-5.7L7 11.3'],
  chart: ['M4 20h16', 'M6.5 16.5v-5M12 16.5v-10M17.5 16.5v-7'],
  end: ['M3 14.5c5-5 13-5 18 0l-2.5 2.5-3.5-2v-2.5c-2-.7-4-.7-6 0V15l-3.5 2z'],
  mark: ['M5.5 12.5l4.5 4.5L19 6.5'],
};

/** One shape; decorative unless `label` is given. */
export function icon(name, label) {
  const named = label === undefined ? { 'aria-hidden': 'true' } : { role: 'img', 'aria-label': label };
  return h('svg', { class: `icon icon-${name}`, viewBox: '0 0 24 24', focusable: 'false', ...named },
    (SHAPES[name] ?? SHAPES.question).map((d) => h('path', { d })));
}
