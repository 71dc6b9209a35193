import type { RunPhase } from '@testforge/core';

interface Face {
  words: string;
  colour: string;
}

export type BadgeStatus = RunPhase | 'unknown';

const faces: Record<BadgeStatus, Face> = {
  passed: { words: 'passed', colour: '#1a7f37' },
  passed_after_healing: { words: 'passed, healed', colour: '#1a6f6a' },
  waiting: { words: 'waits for you', colour: '#8a6100' },
  failed: { words: 'failed', colour: '#c0272d' },
  error: { words: 'error', colour: '#7d3a3a' },
  cancelled: { words: 'cancelled', colour: '#6b7280' },
  queued: { words: 'queued', colour: '#6b7280' },
  running: { words: 'running', colour: '#2457b8' },
  paused: { words: 'paused', colour: '#6b7280' },
  unknown: { words: 'unknown', colour: '#6b7280' },
};

const escape = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** About the width of Verdana 11, in pixels; the text is stretched to fit, so an estimate does. */
const widthOf = (text: string): number => Math.round(text.length * 6.6 + 12);

/** A flat badge in the manner of shields.io. */
export function renderBadge(status: BadgeStatus, label: string): string {
  const { words, colour } = faces[status];
  const left = widthOf(label);
  const width = left + widthOf(words);
  const text = (x: number, value: string): string =>
    `<text x="${x}" y="14" textLength="${widthOf(value) - 12}" lengthAdjust="spacingAndGlyphs">${escape(value)}</text>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="20" role="img" aria-label="${escape(label)}: ${words}"><title>${escape(label)}: ${words}</title><clipPath id="r"><rect width="${width}" height="20" rx="3"/></clipPath><g clip-path="url(#r)"><rect width="${left}" height="20" fill="#3f3f46"/><rect x="${left}" width="${width - left}" height="20" fill="${colour}"/></g><g fill="#fff" text-anchor="middle" font-family="Verdana,Geneva,DejaVu Sans,sans-serif" font-size="11">${text(left / 2, label)}${text(left + (width - left) / 2, words)}</g></svg>`;
}
