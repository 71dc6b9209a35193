import type { Step, Target } from '@testforge/core';
import { titled } from './step-title.js';

export const clickOn = (target: Target, key: string, name?: string): Step =>
  titled({ kind: 'click', key, phase: 'when', target }, name);
export const goTo = (path: string, key: string): Step => titled({ kind: 'goto', key, phase: 'when', path });
export const wholePathOf = (url: string): string => {
  const { pathname, search, hash } = new URL(url);
  return `${pathname}${search}${hash}`;
};
