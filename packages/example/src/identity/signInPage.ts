import type { Person } from '../organisation/Person';
import { subjectOf } from './claimsOf';
import { SIGN_IN_PATH } from './signInPath';

/** The page on which one chooses who to be: plain HTML, one button for each person, no script. */
export function signInPage(people: readonly Person[], interaction: string): string {
  const teams = new Map<string, Person[]>();
  for (const person of people) {
    const team = person.teams[0] ?? 'Others';
    teams.set(team, [...(teams.get(team) ?? []), person]);
  }
  const sections = [...teams].map(([team, members]) => section(team, members)).join('\n');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Sign in – Tumbleweed Parcels</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<h1>Who are you today?</h1>
<p>Tumbleweed Parcels does not exist, and neither do these people. Choose one and see the portal with their eyes.</p>
<p class="notice" role="note"><strong>Development provider.</strong> It asks for no password and proves nothing about who you are. It must never stand before anything real.</p>
</header>
<main>
<form method="post" action="${SIGN_IN_PATH}/${escapeHtml(encodeURIComponent(interaction))}">
${sections}
</form>
</main>
</body>
</html>
`;
}

function section(team: string, members: readonly Person[]): string {
  const id = `team-${team.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}`;
  return `<section aria-labelledby="${id}">
<h2 id="${id}">${escapeHtml(team)}</h2>
<ul>
${members.map(button).join('\n')}
</ul>
</section>`;
}

function button(person: Person): string {
  const others = person.teams.slice(1).map(team => `, ${team}`);
  return `<li><button name="person" value="${escapeHtml(subjectOf(person))}">
<span class="name">${escapeHtml(person.name)}</span>
<span class="role">${escapeHtml(person.role + others.join(''))}</span>
</button></li>`;
}

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`);
}

const STYLE = `
:root { color-scheme: light dark; --line: #c9cdd4; --soft: #5b6472; --paper: #f6f7f9; --card: #fff; --ink: #1b2430; --accent: #0b57b7; --warn: #fff4d6; }
@media (prefers-color-scheme: dark) { :root { --line: #3b4452; --soft: #a7b0bd; --paper: #14181e; --card: #1d232b; --ink: #e8ecf1; --accent: #8ab8ff; --warn: #3a3013; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 64rem; padding: 2rem 1rem 4rem; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
h1 { margin: 0 0 .5rem; font-size: 1.75rem; }
h2 { margin: 0 0 .5rem; font-size: 1rem; color: var(--soft); font-weight: 600; }
.notice { background: var(--warn); border-left: .25rem solid #c98a00; padding: .5rem .75rem; }
form { display: grid; gap: 1.5rem; grid-template-columns: repeat(auto-fill, minmax(18rem, 1fr)); margin-top: 1.5rem; }
ul { list-style: none; margin: 0; padding: 0; display: grid; gap: .5rem; }
button { width: 100%; text-align: left; font: inherit; color: inherit; background: var(--card); border: 1px solid var(--line); border-radius: .5rem; padding: .6rem .8rem; cursor: pointer; }
button:hover { border-color: var(--accent); }
button:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.name { display: block; font-weight: 600; }
.role { display: block; color: var(--soft); font-size: .875rem; }
`;
