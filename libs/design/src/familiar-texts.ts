import type { AppModel } from '@testforge/core';
import { tidy } from './checkpoint-pair.js';
import { pathOf, soundStates } from './state-place.js';

/** What each page showed to a visitor who had done nothing yet, by path: what stands there anyway is no consequence. */
export function familiarTexts(model: AppModel): Record<string, string[]> {
  const texts: Record<string, string[]> = {};
  for (const state of soundStates(model)) {
    const path = pathOf(state.snapshot.url, model.url);
    if (path === null || path in texts) continue;
    texts[path] = [
      ...new Set(
        state.snapshot.elements
          .map((element) => tidy(element.text))
          .filter((text) => text !== '' && text.length <= 200),
      ),
    ];
  }
  return texts;
}
