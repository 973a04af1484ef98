/** Whether an arriving conversation may take the agent to it. */
import { current, state, stateOf } from './store.js';
import { WAITING } from './reading.js';

/** There is one person on the line at a time; chats and e-mails wait their turn. */
const ON_THE_LINE = new Set(['voice', 'video']);

export function mayComeToFront(interaction) {
  if (!ON_THE_LINE.has(interaction.channel) || state.dialog !== undefined || isTyping(document.activeElement)) return false;
  const here = current();
  if (here === undefined) return true;
  const name = stateOf(here);
  // A question that is under way, and an alarm, keep their place.
  return !WAITING.has(name) && name !== 'reported';
}

export function isTyping(target) {
  return target instanceof HTMLElement && target.closest('input:not([type=radio]):not([type=checkbox]), select, textarea') !== null;
}
