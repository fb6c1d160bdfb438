/** The page's style and its one script, which hides rows that a search does not match. */

export const style = `
:root { color-scheme: light dark; --ground: #fff; --ink: #16191f; --soft: #4b5563; --line: #c3cad3; --bad: #b42318; --good: #146c2e; --link: #0b57d0; --head: #f1f3f5; }
@media (prefers-color-scheme: dark) { :root { --ground: #0f1419; --ink: #e6e9ec; --soft: #b3bcc7; --line: #3c4753; --bad: #ff9c8f; --good: #7ddc9a; --link: #8ab4f8; --head: #1b232c; } }
body { margin: 0 auto; max-width: 75rem; padding: 0 1rem 3rem; background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
h2 { border-top: 2px solid var(--line); padding-top: 1rem; margin-top: 2.5rem; } h3 { margin-top: 1.75rem; }
a { color: var(--link); } small { color: var(--soft); } nav ul { display: flex; flex-wrap: wrap; gap: 1rem; list-style: none; padding: 0; }
.bad, .data, .open, .replace > strong, .delete > strong, .mandatory td:first-child { color: var(--bad); font-weight: bold; } .good { color: var(--good); font-weight: bold; }
.wide { overflow-x: auto; } table { border-collapse: collapse; min-width: 40rem; } th, td { text-align: left; vertical-align: top; padding: .3rem .75rem; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
th { background: var(--head); white-space: nowrap; } td:first-child { overflow-wrap: normal; } img { max-width: max(100%, 34rem); height: auto; } pre { overflow-x: auto; white-space: pre-wrap; } code { overflow-wrap: anywhere; }
input { font: inherit; color: inherit; background: var(--ground); border: 1px solid var(--soft); border-radius: 4px; padding: .2rem .5rem; }
@media print { nav, .find { display: none; } .wide { overflow: visible; } img { max-width: 100%; } h3, tr, li { break-inside: avoid; } }
`;

export const script = `
for (const field of document.querySelectorAll("input[data-finds]")) {
  const rows = [...document.getElementById(field.dataset.finds).rows];
  const number = field.parentElement.querySelector("output");
  field.addEventListener("input", () => {
    const words = field.value.toLowerCase().split(/\\s+/);
    for (const row of rows) row.hidden = !words.every((word) => row.textContent.toLowerCase().includes(word));
    number.value = rows.filter((row) => !row.hidden).length;
  });
}
`;
