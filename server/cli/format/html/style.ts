/**
 * The look of the page. In VS Code the theme's own colours hold; elsewhere those given here, light or dark as
 * the reader's system is.
 */
export const style = `
:root {
  color-scheme: light dark;
  --own-text: #1f2328; --own-page: #ffffff; --own-code: #f6f8fa; --own-line: #d1d9e0; --own-soft: #59636e;
  --own-link: #0969da; --own-error: #c4262e; --own-warning: #8a5a00; --own-information: #0969da; --own-mark: #fff3c4;
}
@media (prefers-color-scheme: dark) {
  :root {
    --own-text: #e6e6e6; --own-page: #1f1f1f; --own-code: #2a2a2a; --own-line: #454545; --own-soft: #a6a6a6;
    --own-link: #6cb6ff; --own-error: #ff7b72; --own-warning: #e3b341; --own-information: #6cb6ff; --own-mark: #5c4a13;
  }
}
body {
  --text: var(--vscode-editor-foreground, var(--own-text));
  --page: var(--vscode-editor-background, var(--own-page));
  --code: var(--vscode-textCodeBlock-background, var(--own-code));
  --line: var(--vscode-contrastBorder, var(--vscode-editorWidget-border, var(--own-line)));
  --soft: var(--vscode-descriptionForeground, var(--own-soft));
  --link: var(--vscode-textLink-foreground, var(--own-link));
  --error: var(--vscode-editorError-foreground, var(--own-error));
  --warning: var(--vscode-editorWarning-foreground, var(--own-warning));
  --information: var(--vscode-editorInfo-foreground, var(--own-information));
  --mark: var(--vscode-editor-findMatchHighlightBackground, var(--own-mark));
  --focus: var(--vscode-focusBorder, var(--link));
  max-width: 72rem; margin: 0 auto; padding: 1.5rem 1.25rem 4rem;
  font: var(--vscode-font-size, 15px)/1.5 var(--vscode-font-family, system-ui, sans-serif);
  color: var(--text); background: var(--page);
}
h1 { margin: 0; font-size: 1.6em; }
h2 { margin: 0 0 .4em; font-size: 1.1em; }
.file > h2 { margin: 2.2em 0 .6em; padding-bottom: .3em; border-bottom: 1px solid var(--line); font-size: 1.1em; overflow-wrap: anywhere; }
h3 { margin: 0; font-size: 1em; }
p { margin: .3em 0; }
a { color: var(--link); }
a:focus-visible, summary:focus-visible, pre:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
code, pre { font-family: var(--vscode-editor-font-family, ui-monospace, monospace); font-size: .92em; }
dd code, h3 code, li code { padding: 0 .2em; border-radius: 3px; background: var(--code); }
.about, .where, .notices { color: var(--soft); }
.totals { display: flex; flex-wrap: wrap; gap: .6rem; margin: 1.2rem 0 1.8rem; padding: 0; list-style: none; }
.totals li { min-width: 6.5rem; padding: .5rem .9rem; border: 1px solid var(--line); border-radius: 6px; color: var(--soft); }
.totals b { display: block; font-size: 1.5em; color: var(--text); }
.groups { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(20rem, 100%), 1fr)); gap: 1.6rem; align-items: start; }
.groups section { min-width: 0; }
.groups ul { margin: 0; padding: 0; list-style: none; }
.groups details ul { margin: .2em 0 .8em 1.1em; font-size: .92em; }
.groups details li { margin: .3em 0; overflow-wrap: anywhere; }
summary { display: grid; grid-template-columns: 1em 1fr auto; column-gap: .3em; padding: .15em 0; cursor: pointer; list-style: none; }
summary::-webkit-details-marker { display: none; }
summary::before { content: '▸'; color: var(--soft); }
details[open] > summary::before { content: '▾'; }
summary .name { overflow-wrap: anywhere; }
summary .count { font-variant-numeric: tabular-nums; font-weight: 600; }
summary svg { grid-column: 2 / -1; width: 100%; height: 4px; border-radius: 2px; background: var(--code); }
summary rect { fill: var(--warning); }
article { margin: 1rem 0 1.8rem; scroll-margin-top: 1rem; content-visibility: auto; contain-intrinsic-size: auto 20rem; }
article:target { outline: 2px solid var(--focus); outline-offset: 10px; border-radius: 2px; }
.level { display: inline-block; margin-right: .4em; padding: 0 .5em; border: 1px solid; border-radius: 1em; font-size: .8em; font-weight: 600; }
.level.error { color: var(--error); }
.level.warning { color: var(--warning); }
.level.information, .level.hint { color: var(--information); }
.where { overflow-wrap: anywhere; }
.rule { margin-left: .6em; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .1em .8em; margin: .5em 0; }
dt { color: var(--soft); }
dd { margin: 0; }
pre { margin: .7em 0; padding: .6em 0; overflow-x: auto; border: 1px solid var(--line); border-radius: 6px; background: var(--code); line-height: 1.5; tab-size: 4; }
pre > code { display: inline-block; min-width: 100%; font-size: 1em; }
.row { display: block; padding-right: 1em; }
.row.hit .number { color: var(--text); font-weight: 600; }
.gap { display: block; }
.number { display: inline-block; }
.number, .gap { width: 4.5ch; margin-right: 1.5ch; text-align: right; color: var(--soft); user-select: none; }
mark { padding: .1em 0; border-bottom: 2px solid var(--warning); border-radius: 2px; color: inherit; background: var(--mark); }
.note { display: inline-block; margin-left: 2.5ch; color: var(--soft); font-style: italic; }
.note b { margin-right: .3em; display: inline-block; min-width: 1.5em; border-radius: 1em; text-align: center; font-style: normal; font-size: .85em; color: var(--page); background: var(--information); }
@media print { body { max-width: none; padding: 0; } article { content-visibility: visible; break-inside: avoid; } pre { white-space: pre-wrap; } }
`;
