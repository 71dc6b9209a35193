import type { Drawing, Product } from './products.js';

// Each drawing sits on a square of 320; `a` is its main colour, `b` the dark and `c` the light one.
const shapes: Record<Drawing, string> = {
  mug: '<path d="M212 138h18a34 34 0 0 1 0 68h-22" fill="none" stroke="var(--b)" stroke-width="16"/><path d="M92 104h126v96a34 34 0 0 1-34 34h-58a34 34 0 0 1-34-34z" fill="var(--a)"/><ellipse cx="155" cy="104" rx="63" ry="15" fill="var(--b)"/><path d="M92 184h126v18a32 32 0 0 1-34 32h-58a32 32 0 0 1-34-32z" fill="var(--c)" opacity=".55"/>',
  bowl: '<path d="M66 142h188a94 86 0 0 1-66 82v14h-56v-14a94 86 0 0 1-66-82z" fill="var(--a)"/><ellipse cx="160" cy="142" rx="94" ry="20" fill="var(--b)"/><path d="M84 184q76 30 152 0" fill="none" stroke="var(--c)" stroke-width="6"/>',
  plate:
    '<circle cx="160" cy="164" r="96" fill="var(--c)"/><circle cx="160" cy="164" r="92" fill="none" stroke="var(--a)" stroke-width="10"/><circle cx="160" cy="164" r="58" fill="none" stroke="var(--b)" stroke-width="3" opacity=".4"/>',
  knife:
    '<path d="M64 212 206 84q26 4 28 30L120 226z" fill="var(--c)"/><path d="M64 212 206 84q10 2 17 8L90 218z" fill="#fff" opacity=".6"/><path d="m120 226-34 30q-16 10-28-4t4-26l30-28z" fill="var(--a)"/><g fill="var(--b)"><circle cx="76" cy="242" r="4"/><circle cx="96" cy="224" r="4"/></g>',
  lantern:
    '<path d="M120 104a40 40 0 0 1 80 0" fill="none" stroke="var(--b)" stroke-width="7"/><path d="M126 96h68l10 24h-88z" fill="var(--a)"/><rect x="118" y="120" width="84" height="92" rx="10" fill="var(--c)"/><path d="M160 140q22 28 0 54-22-26 0-54z" fill="#f0a63c"/><path d="M118 120v92M202 120v92M160 120v14" stroke="var(--b)" stroke-width="5"/><path d="M106 212h108l8 30H98z" fill="var(--a)"/>',
  blanket:
    '<rect x="76" y="104" width="168" height="44" rx="20" fill="var(--b)"/><rect x="70" y="144" width="180" height="46" rx="20" fill="var(--a)"/><rect x="64" y="186" width="192" height="50" rx="22" fill="var(--c)"/><path d="M186 104v44M206 104v44M190 144v46M212 144v46M194 186v50M216 186v50" stroke="#fff" stroke-opacity=".75" stroke-width="8"/>',
  candle:
    '<path d="M160 74q18 24 0 42-18-18 0-42z" fill="#f0a63c"/><path d="M160 112v18" stroke="#333" stroke-width="4"/><path d="M104 132h112v92a16 16 0 0 1-16 16h-80a16 16 0 0 1-16-16z" fill="var(--c)"/><path d="M104 160h112v64a16 16 0 0 1-16 16h-80a16 16 0 0 1-16-16z" fill="var(--a)"/><rect x="126" y="180" width="68" height="36" rx="3" fill="#fff" opacity=".85"/><path d="M136 192h48M144 203h32" stroke="var(--b)" stroke-width="4"/>',
  soap: '<rect x="72" y="138" width="176" height="92" rx="34" fill="var(--b)"/><rect x="72" y="124" width="176" height="92" rx="34" fill="var(--a)"/><rect x="102" y="146" width="116" height="48" rx="20" fill="none" stroke="var(--c)" stroke-width="5"/><g fill="#fff" opacity=".8"><circle cx="226" cy="106" r="14"/><circle cx="250" cy="124" r="8"/><circle cx="204" cy="92" r="7"/></g>',
  rope: '<g fill="none" stroke-linecap="round"><ellipse cx="160" cy="206" rx="88" ry="30" stroke="var(--b)" stroke-width="26"/><ellipse cx="160" cy="180" rx="82" ry="28" stroke="var(--a)" stroke-width="26"/><ellipse cx="160" cy="154" rx="76" ry="26" stroke="var(--b)" stroke-width="26"/><ellipse cx="160" cy="130" rx="70" ry="24" stroke="var(--a)" stroke-width="26"/><ellipse cx="160" cy="130" rx="70" ry="24" stroke="var(--c)" stroke-width="5" stroke-dasharray="3 15"/><path d="M230 200q30 20 22 44" stroke="var(--a)" stroke-width="22"/></g>',
  bag: '<path d="M118 132q0-62 42-62t42 62" fill="none" stroke="var(--b)" stroke-width="10"/><path d="M84 124h152l14 110a16 16 0 0 1-16 14H86a16 16 0 0 1-16-14z" fill="var(--a)"/><path d="M77 184h166l7 50a16 16 0 0 1-16 14H86a16 16 0 0 1-16-14z" fill="var(--b)" opacity=".35"/><rect x="136" y="150" width="48" height="28" rx="4" fill="var(--c)"/>',
  compass:
    '<circle cx="160" cy="84" r="16" fill="none" stroke="var(--b)" stroke-width="8"/><circle cx="160" cy="174" r="82" fill="var(--a)"/><circle cx="160" cy="174" r="64" fill="var(--c)"/><path d="m198 136-24 52-14-14z" fill="#d2553a"/><path d="m122 212 24-52 28 28z" fill="var(--b)"/><circle cx="160" cy="174" r="7" fill="#fff"/><path d="M160 116v10M160 222v10M102 174h10M208 174h10" stroke="var(--b)" stroke-width="5"/>',
  cap: '<path d="M82 196q0-96 78-96t78 96z" fill="var(--a)"/><path d="M112 190q2-60 26-84M160 100v90M208 190q-2-60-26-84" fill="none" stroke="var(--b)" stroke-width="4" opacity=".6"/><rect x="70" y="184" width="180" height="44" rx="16" fill="var(--b)"/><path d="M96 188v36M122 188v36M148 188v36M174 188v36M200 188v36M226 188v36" stroke="var(--c)" stroke-opacity=".35" stroke-width="4"/><circle cx="160" cy="96" r="11" fill="var(--b)"/>',
  sweater:
    '<path d="M124 88q36 18 72 0l50 30 26 108-36 10-22-70v76H106v-76l-22 70-36-10 26-108z" fill="var(--a)"/><path d="M124 88q36 18 72 0l6 8q-42 24-84 0z" fill="var(--b)"/><path d="M106 226h108v16H106zM50 218l36 10-3 10-36-10zM270 218l-36 10 3 10 36-10z" fill="var(--b)"/><path d="M116 150h88M112 164h96" stroke="var(--c)" stroke-width="6" stroke-dasharray="10 6"/>',
  socks:
    '<path d="M96 84h54v92q0 16 16 22l34 14a22 22 0 0 1-8 44h-60a36 36 0 0 1-36-36z" fill="var(--b)"/><path d="M136 72h54v92q0 16 16 22l34 14a22 22 0 0 1-8 44h-60a36 36 0 0 1-36-36z" fill="var(--a)"/><path d="M136 72h54v22h-54z" fill="var(--c)"/><path d="M136 108h54M136 122h54" stroke="var(--c)" stroke-width="6"/>',
  notebook:
    '<rect x="92" y="80" width="144" height="172" rx="8" fill="var(--b)"/><rect x="84" y="76" width="144" height="172" rx="8" fill="var(--a)"/><path d="M104 76v172" stroke="var(--b)" stroke-width="6"/><rect x="126" y="112" width="80" height="44" rx="3" fill="var(--c)"/><path d="M138 128h56M146 141h40" stroke="var(--b)" stroke-width="4"/><path d="M200 248v24l-9-8-9 8v-24z" fill="#d2553a"/>',
  print:
    '<rect x="78" y="68" width="164" height="196" fill="#5b4636"/><rect x="88" y="78" width="144" height="176" fill="#fdfaf3"/><rect x="106" y="98" width="108" height="136" fill="var(--c)"/><circle cx="184" cy="132" r="17" fill="#d2553a"/><path d="M106 190q30-22 54-6t54-10v60H106z" fill="var(--a)"/><path d="M106 210q30-14 54 0t54-4v28H106z" fill="var(--b)"/>',
  pen: '<g transform="rotate(40 160 164)"><rect x="146" y="62" width="28" height="160" rx="4" fill="var(--a)"/><path d="M146 222h28l-14 44z" fill="var(--c)"/><path d="M155 250h10l-5 16z" fill="#222"/><rect x="146" y="92" width="28" height="12" fill="var(--b)"/><rect x="170" y="62" width="8" height="66" rx="3" fill="var(--b)"/></g>',
  bottle:
    '<rect x="134" y="64" width="52" height="34" rx="6" fill="var(--b)"/><path d="M130 98h60q22 16 22 46v90a18 18 0 0 1-18 18h-68a18 18 0 0 1-18-18v-90q0-30 22-46z" fill="var(--a)"/><path d="M108 176h104v34H108z" fill="var(--c)" opacity=".7"/><path d="M126 130v96" stroke="#fff" stroke-opacity=".45" stroke-width="8" stroke-linecap="round"/>',
};

/** The picture of a product as an SVG document. */
export const drawProduct = ({ drawing, hue }: Pick<Product, 'drawing' | 'hue'>): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 320" style="--a:hsl(${hue} 42% 48%);--b:hsl(${hue} 46% 27%);--c:hsl(${hue} 44% 80%)"><rect width="320" height="320" fill="hsl(${(hue + 180) % 360} 24% 93%)"/><ellipse cx="160" cy="252" rx="104" ry="13" fill="#12303f" opacity=".12"/>${shapes[drawing].replace(/fill="var\((--[abc])\)"/g, 'style="fill:var($1)"').replace(/stroke="var\((--[abc])\)"/g, 'style="stroke:var($1)"')}</svg>`;
