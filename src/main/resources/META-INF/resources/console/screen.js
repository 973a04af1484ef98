/** Brings what is known onto the page whenever it changed: what every page of the console has in common. */
import { paint } from './dom.js';
import { onChange } from './store.js';

let opener;

/** Runs `show` once after all changes of one moment. @returns what asks for it without a change */
export function showOnChange(show) {
  let scheduled = false;
  const schedule = () => {
    if (scheduled) return;
    scheduled = true;
    // Not an animation frame: those rest in a hidden tab, and an alarm must reach its title.
    queueMicrotask(() => {
      scheduled = false;
      show();
    });
  };
  onChange(schedule);
  return schedule;
}

/** Makes `app` what `tree` describes, and opens the dialog that is in it. */
export function bring(app, tree) {
  const before = document.activeElement;
  paint(app, tree);
  const wanted = app.querySelector('dialog[data-modal]');
  if (wanted !== null && !wanted.open) open(wanted, before);
  else if (wanted === null && opener !== undefined) giveBack();
}

function open(dialog, before) {
  const within = dialog.contains(document.activeElement);
  if (opener === undefined && !dialog.contains(before)) opener = before;
  dialog.showModal();
  if (!within) (dialog.querySelector('[data-first]') ?? dialog.querySelector('h2'))?.focus();
}

/** The dialog is gone: who opened it has the focus again. */
function giveBack() {
  if (opener.isConnected) opener.focus({ preventScroll: true });
  opener = undefined;
}
