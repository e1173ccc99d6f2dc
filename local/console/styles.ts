/** The console's looks: one small sheet, readable in light and in dark. */
export const styles = `
:root { color-scheme: light dark; --line: #8885; --quiet: #666; --bad: #b3261e; }
@media (prefers-color-scheme: dark) { :root { --quiet: #aaa; --bad: #ff8a80; } }
body { font: 16px/1.5 system-ui, sans-serif; margin: 0; background: Canvas; color: CanvasText; overflow-wrap: anywhere; }
main { max-width: 72rem; margin: 0 auto; padding: 1rem; }
header { display: flex; flex-wrap: wrap; gap: 1rem; align-items: baseline; justify-content: space-between; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.1rem; }
section { border-top: 1px solid var(--line); margin-top: 1.5rem; }
form { display: flex; flex-wrap: wrap; gap: .5rem; margin: .5rem 0; }
button, input { font: inherit; padding: .25rem .75rem; min-height: 2.75rem; }
.clock { font-size: 1.6rem; font-variant-numeric: tabular-nums; margin: .25rem 0; }
.quiet { color: var(--quiet); font-size: .9rem; }
.notice { border: 1px solid var(--line); padding: .5rem 1rem; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
th, td { text-align: left; vertical-align: top; padding: .25rem .75rem .25rem 0; border-bottom: 1px solid var(--line); }
td { font-variant-numeric: tabular-nums; }
tr.failed td { color: var(--bad); }
.answer { overflow-wrap: anywhere; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; margin: 0; }
dt { font-weight: 600; } dd { margin: 0 0 .5rem; }
@media (max-width: 40rem) {
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  tr { display: block; border-bottom: 1px solid var(--line); padding: .5rem 0; }
  td { display: inline-block; max-width: 100%; border: 0; padding: 0 .75rem 0 0; }
}
iframe { width: 100%; height: 32rem; border: 1px solid var(--line); background: #fff; }
`;
