/**
 * The page's looks. Colours follow the reader's setting; red and green are never the only difference,
 * for everything has its word. Contrast of text is at least 4.5 to 1 in both.
 */
export const STYLES = `
:root { color-scheme: light dark; --page: #fbfaf8; --card: #fff; --ink: #1c1b1a; --soft: #605c57; --line: #e2ded8;
  --regret: #b3261e; --toil: #1f5f99; --held: #2d6a35; --track: #efece7; --shade: 31, 95, 153; }
@media (prefers-color-scheme: dark) { :root { --page: #161514; --card: #201f1d; --ink: #ece9e4; --soft: #a8a29a;
  --line: #3a3733; --regret: #ff8a80; --toil: #82b8ec; --held: #8fcf98; --track: #2d2a27; --shade: 130, 184, 236; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 2rem 1rem 4rem; }
h1 { font-size: 1.6rem; line-height: 1.2; margin: 0 0 .5rem; overflow-wrap: anywhere; }
h2 { font-size: 1.15rem; margin: 0 0 .25rem; }
p { margin: 0 0 .75rem; max-width: 44rem; }
.soft, .note { color: var(--soft); } .note { font-size: .875rem; }
section { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; padding: 1rem; margin-top: 1rem; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr)); gap: .75rem; margin-top: 1rem; }
.tile { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; padding: .75rem 1rem; }
.tile b { display: block; font-size: 1.75rem; line-height: 1.2; font-variant-numeric: tabular-nums; }
.tile span { font-weight: 600; } .tile small { display: block; color: var(--soft); font-size: .8125rem; line-height: 1.4; margin-top: .25rem; }
.bad { color: var(--regret); } .good { color: var(--held); }
.scroll { overflow-x: auto; margin: 0 -1rem; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; font-size: .9375rem; font-variant-numeric: tabular-nums; }
th, td { text-align: right; padding: .375rem .5rem; border-top: 1px solid var(--line); vertical-align: top; }
thead th { border-top: 0; color: var(--soft); font-weight: 500; font-size: .8125rem; vertical-align: bottom; }
th:first-child, td:first-child { text-align: left; padding-left: 0; } th:last-child, td:last-child { padding-right: 0; }
tbody th { font-weight: 500; overflow-wrap: anywhere; min-width: 9rem; }
.matrix { max-width: 32rem; } .matrix td, .matrix thead th, .matrix tbody th { padding: .5rem; min-width: 4.5rem; }
.matrix .same { outline: 1px dashed var(--line); outline-offset: -4px; }
.bars { display: grid; grid-template-columns: minmax(7rem, 14rem) 1fr max-content; gap: .375rem .75rem; align-items: center; font-size: .9375rem; margin: .75rem 0; }
.bars .name { overflow-wrap: anywhere; line-height: 1.25; } .bars .value { text-align: right; font-variant-numeric: tabular-nums; }
.bars svg { width: 100%; height: .875rem; display: block; }
.weeks svg { width: 100%; height: 7rem; display: block; border-bottom: 1px solid var(--line); }
.axis { display: flex; justify-content: space-between; color: var(--soft); font-size: .8125rem; margin: .25rem 0 1rem; }
.legend { font-size: .875rem; margin: .75rem 0 .25rem; }
.regret { fill: var(--regret); } .toil { fill: var(--toil); } .track { fill: var(--track); }
ul { margin: 0 0 .75rem; padding-left: 1.25rem; } li { margin: .25rem 0; overflow-wrap: anywhere; }
dl { margin: 0; font-size: .9375rem; display: grid; grid-template-columns: minmax(9rem, max-content) 1fr; gap: .25rem 1rem; } dt { font-weight: 600; } dd { margin: 0; color: var(--soft); max-width: 44rem; }
@media (max-width: 30rem) { main { padding-top: 1rem; } .bars { grid-template-columns: 1fr max-content; }
  .bars .name { grid-column: 1 / -1; margin-bottom: -.25rem; } }
@media print { section, .tile { break-inside: avoid; } }
`;
