/** The style sheet of a packet: quiet, for screen and paper, light and dark. */
export const PACKET_STYLE = `
:root { color-scheme: light dark; --text: #1f2328; --muted: #59636e; --line: #d1d9e0; --back: #fff; --soft: #f6f8fa; --for: #b3261e; --against: #1a7f37; --plain: #5b7ea8; --link: #0b5cad; }
@media (prefers-color-scheme: dark) { :root { --text: #e6e6e6; --muted: #a3abb4; --line: #3d444d; --back: #16191d; --soft: #1f242b; --for: #ff8a80; --against: #6fdd8b; --plain: #8fb4e0; --link: #8ab8f0; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--back); color: var(--text); font: 15px/1.5 system-ui, sans-serif; }
main { max-width: 1000px; margin: 0 auto; padding: 32px 24px 64px; }
h1 { margin: 0 0 8px; font-size: 26px; line-height: 1.25; overflow-wrap: anywhere; }
h2 { margin: 36px 0 10px; padding-bottom: 4px; border-bottom: 1px solid var(--line); font-size: 18px; }
h3 { margin: 28px 0 8px; font-size: 15px; }
nav ul { display: flex; flex-wrap: wrap; gap: 4px 18px; padding: 0; list-style: none; }
a { color: var(--link); }
p { max-width: 78ch; margin: 8px 0; }
ul { max-width: 78ch; padding-left: 20px; overflow-wrap: anywhere; }
dl { display: grid; gap: 2px 24px; margin: 12px 0; grid-template-columns: repeat(auto-fill, minmax(400px, 1fr)); }
dl div { display: grid; grid-template-columns: 12em 1fr; gap: 12px; padding: 3px 0; border-top: 1px solid var(--line); }
dt, figcaption, .scale { color: var(--muted); }
dd { margin: 0; overflow-wrap: anywhere; }
.scroll { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-size: 14px; font-variant-numeric: tabular-nums; }
th, td { padding: 5px 10px 5px 0; border-top: 1px solid var(--line); text-align: left; vertical-align: top; overflow-wrap: break-word; }
thead th { border-top: 0; color: var(--muted); font-weight: 600; }
tbody th { font-weight: 600; }
.right { text-align: right; white-space: nowrap; }
figure { margin: 18px 0; break-inside: avoid; }
figcaption { margin-bottom: 6px; font-size: 14px; overflow-wrap: anywhere; }
figcaption strong { color: var(--text); }
pre { max-height: 420px; margin: 0; padding: 10px 12px; overflow: auto; border: 1px solid var(--line); border-left: 4px solid var(--muted); background: var(--soft); font: 13px/1.5 ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere; unicode-bidi: plaintext; }
svg { display: block; max-width: none; font: 12px system-ui, sans-serif; font-variant-numeric: tabular-nums; }
svg text { fill: var(--text); }
svg .value { text-anchor: end; }
svg .scale { fill: var(--muted); text-anchor: middle; }
svg .rule { stroke: var(--line); }
svg .tick { stroke: var(--line); stroke-dasharray: 2 3; }
svg .plain { fill: var(--plain); }
svg .for { fill: var(--for); }
svg .against { fill: none; stroke: var(--against); stroke-width: 2; }
svg .total { fill: var(--text); }
svg .cell { fill: var(--plain); }
:focus-visible { outline: 2px solid var(--plain); outline-offset: 2px; }
@media (max-width: 520px) { dl { grid-template-columns: 1fr; } main { padding: 20px 14px; } }
@media print { main { max-width: none; padding: 0; } pre { max-height: none; } a { color: inherit; } }
`;
