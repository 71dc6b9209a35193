import type { StepOf, Target } from '@testforge/core';
import { slug } from './slug.js';
import { titled } from './step-title.js';

/** Reads a text off the page for what is compared with it further on. */
export const rememberStep = (target: Target, name: string): StepOf<'remember'> =>
  titled({ kind: 'remember', key: `remember-${slug(name)}`, phase: 'when', target, name }) as StepOf<'remember'>;

/** A label as the name of what is remembered: `Line total` gives `lineTotal`. */
export function rememberedName(label: string): string {
  const [first = '', ...rest] = label
    .replace(/[([].*$/, '')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  const name = [first, ...rest.map((word) => word.charAt(0).toUpperCase() + word.slice(1))].join('').slice(0, 30);
  return /^[a-z]/.test(name) ? name : 'amount';
}
