/** Which values stay hidden until the agent presses on them: shoulders are looked over, screens are shared. */

const SENSITIVE = /birth|account|iban|number|phone|email|tax|document|administrative|card/;

export function isMasked(attribute) {
  return attribute.path.some((step) => typeof step === 'string' && SENSITIVE.test(step));
}

const ACCOUNT_LIKE = /^[A-Z]{0,4}[0-9]{10,}$/;

/** What stands in the place of a hidden value: dots, and of a long number the last four digits, to tell it from others. */
export function cover(value) {
  const compact = typeof value === 'string' ? value.replace(/[\s-]/g, '') : '';
  return ACCOUNT_LIKE.test(compact) ? `•••• ${compact.slice(-4)}` : '••••••••';
}
