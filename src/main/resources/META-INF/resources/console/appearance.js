// Runs before the first paint, so that a chosen appearance does not flash the other one.
try {
  const chosen = localStorage.getItem('countersign.appearance');
  if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset.appearance = chosen;
} catch {
  // Storage can be refused to an embedded page; the system's appearance then stands.
}
