import type { AppState, PageElement, PageForm, PageSnapshot } from '@testforge/core';

const leaving =
  /^\s*(?:cancel|back|close|discard|abbrechen|zurück|schließen|verwerfen|annuler|retour|fermer|cancelar|volver|cerrar)\s*$/iu;

/** A button that says no more than that what was filled in is to be sent. */
export const plainlySending =
  /^\W*(?:ok|okay|done|save|create|submit|send|speichern|fertig|anlegen|erstellen|senden|enregistrer|terminer|créer|envoyer|guardar|listo|crear|enviar)\W*$/iu;

/** The buttons that send what was filled in; what only leaves the form stands beside them, often first. */
export function submitsOf(state: Pick<AppState, 'snapshot'>, { submits, action }: PageForm): number[] {
  const wordsOf = (index: number): string => {
    const element = state.snapshot.elements[index];
    return element?.name ?? element?.text ?? element?.value ?? '';
  };
  const sending = submits.filter((index) => !leaving.test(wordsOf(index)));
  // Of buttons that no form holds together the one that says nothing else is meant.
  const plain = action === '' ? sending.filter((index) => plainlySending.test(wordsOf(index))) : [];
  const ordered = [...new Set([...plain, ...sending])];
  return ordered.length > 0 ? ordered : submits;
}

const wordsOf = ({ name, text, value }: PageElement): string => (name ?? text ?? value ?? '').trim();

/** The button itself, or the one of the same words that is seen in its place and presses it by a script; null where nobody sees one. */
export function seenFor({ elements }: PageSnapshot, index: number): number | null {
  const hidden = elements[index];
  if (hidden === undefined || hidden.visible !== false) return hidden === undefined ? null : index;
  const words = wordsOf(hidden);
  const at = elements.findIndex(
    (element) =>
      element.role === 'button' && element.visible !== false && element.enabled !== false && wordsOf(element) === words,
  );
  return words === '' || at < 0 ? null : at;
}
