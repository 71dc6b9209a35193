import { createBudget, createNodeLists, isElement, isReference, partsOf, type ElementNode } from './snapshot-nodes.js';
import type { FrameSnapshot } from './trace-events.js';

/** Frames in frames that are shown. */
const maxFrameDepth = 3;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const isName = (name: string): boolean => /^[a-z][\w:.-]*$/i.test(name);
const isAttributeName = (name: string): boolean => /^[^\s"'<>/=\0]+$/.test(name) && !/^on/i.test(name);

const unclosed = 'AREA BASE BR COL EMBED HR IMG INPUT LINK META PARAM SOURCE TRACK WBR'.split(' ');
/** Nothing of these is there for people with scripts on. */
const leftOut = ['SCRIPT', 'NOSCRIPT'];

/** Before the names of what Playwright notes of an element beside its attributes. */
const mark = '__playwright_';
type Attributes = [name: string, value: string][];

/** What an element was at that moment, which its markup does not say: as markup that says so. */
function stateOf(upperName: string, attributes: Attributes): Attributes {
  const noted = Object.fromEntries(attributes);
  const own = attributes.filter(([name]) => !name.startsWith(mark));
  const without = (...names: string[]) => own.filter(([name]) => !names.includes(name.toLowerCase()));
  const flag = (name: string, isSet: boolean): Attributes => [
    ...without(name),
    ...(isSet ? ([[name, '']] as Attributes) : []),
  ];
  const value = noted[`${mark}value_`];
  const checked = noted[`${mark}checked_`];
  switch (upperName) {
    case 'INPUT': {
      const shown = checked === undefined ? own : flag('checked', checked === 'true');
      return value === undefined
        ? shown
        : [...shown.filter(([name]) => name.toLowerCase() !== 'value'), ['value', value]];
    }
    case 'OPTION':
      return flag('selected', noted[`${mark}selected_`] === 'true');
    case 'DIALOG':
      return flag('open', noted[`${mark}dialog_open_`] !== undefined);
    case 'META':
      return without('http-equiv');
    case 'IFRAME':
    case 'FRAME':
      return without('src', 'srcdoc', 'sandbox');
    default:
      return own;
  }
}

/** A frame as it was at the same moment as the chosen snapshot, else as it was last seen before. */
function frameAt(frame: readonly FrameSnapshot[], chosen: FrameSnapshot, before: ReadonlySet<FrameSnapshot>) {
  const isSame = ({ callId, phase, snapshotName }: FrameSnapshot): boolean =>
    chosen.phase === undefined
      ? snapshotName === chosen.snapshotName
      : callId === chosen.callId && phase === chosen.phase;
  return frame.find(isSame) ?? frame.findLast((one) => before.has(one));
}

/**
 * The markup of a snapshot as it is kept in a trace, without scripts. What was typed, chosen and opened is in it; open shadow
 * roots are declared, frames hold what they showed then. Throws `heal.bad_trace` where it is larger than can be shown.
 * @param chosen the snapshot to show
 * @param history all snapshots of its browser context, in their order
 */
export function renderSnapshot(chosen: FrameSnapshot, history: readonly FrameSnapshot[]): string {
  const byFrame = Map.groupBy(history, ({ frameId }) => frameId);
  const before = new Set(history.slice(0, history.indexOf(chosen) + 1));
  const spend = createBudget();
  const listNodes = createNodeLists(spend);

  function renderFrame(snapshot: FrameSnapshot, frameDepth: number, outerDepth: number): string {
    const frames = byFrame.get(snapshot.frameId) ?? [];

    function render(node: unknown, at: number, depth: number): string {
      if (typeof node === 'string') {
        spend(1 + node.length, depth);
        return escaped(node);
      }
      spend(1, depth);
      if (isElement(node)) return element(node, at, depth);
      if (!isReference(node)) return '';
      const [[back, index]] = node;
      const earlier = frames[at - back];
      return earlier ? render(listNodes(earlier)[index], at - back, depth + 1) : '';
    }

    function frameIn(upperName: string, src: string | undefined, depth: number): Attributes {
      const id = /^\/snapshot\/(.+)$/.exec(src ?? '')?.[1];
      if (upperName !== 'IFRAME' || id === undefined || frameDepth >= maxFrameDepth) return [];
      const inside = frameAt(byFrame.get(id) ?? [], chosen, before);
      return inside ? [['srcdoc', renderFrame(inside, frameDepth + 1, depth + 1)]] : [];
    }

    function element(node: ElementNode, at: number, depth: number): string {
      const { name, attributes, children } = partsOf(node);
      const upperName = name.toUpperCase();
      if (!isName(name) || leftOut.includes(upperName)) return '';
      const noted = new Map(attributes);
      const sheet = noted.get(`${mark}style_sheet_`) ?? (upperName === 'STYLE' ? String(children[0] ?? '') : undefined);
      if (sheet !== undefined) {
        spend(sheet.length, depth);
        return `<style>${sheet.replaceAll(/<(?=\/style)/gi, '')}</style>`;
      }
      const shown: Attributes = [
        ...stateOf(upperName, attributes).filter(([key]) => isAttributeName(key)),
        ...(noted.has(`${mark}shadow_root_`) ? ([['shadowrootmode', 'open']] as Attributes) : []),
        ...frameIn(upperName, noted.get('src'), depth),
      ];
      const markup = shown.map(([key, text]) => ` ${key}="${escaped(text)}"`).join('');
      spend(markup.length, depth);
      if (unclosed.includes(upperName)) return `<${name}${markup}>`;
      const typed = upperName === 'TEXTAREA' ? noted.get(`${mark}value_`) : undefined;
      const content = typed === undefined ? children.map((child) => render(child, at, depth + 1)) : [escaped(typed)];
      return `<${name}${markup}>${content.join('')}</${name}>`;
    }

    const doctype = /^[a-z\d]+$/i.test(snapshot.doctype ?? '') ? `<!DOCTYPE ${snapshot.doctype}>` : '';
    return doctype + render(snapshot.html, frames.indexOf(snapshot), outerDepth);
  }

  return renderFrame(chosen, 0, 0);
}
