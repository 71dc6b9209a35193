import { describe, expect, it } from 'vitest';
import { agreesTo, isEnding, mayBeDone } from './deed-words.js';

describe('what may be done with a thing of one’s own', () => {
  it.each([
    'Start course',
    'Publish',
    'Approve',
    'Mark as paid',
    'Mark as completed',
    'Close',
    'Archive',
    'Deactivate',
    'Cancel appointment',
    'Assign to me',
    'Emitir',
    'Marcar como pagada',
    'Mover a En curso',
    'Abschließen',
    'Annuler le rendez-vous',
  ])('is “%s”', (words) => expect(mayBeDone(words)).toBe(true));

  it.each([
    'Pay now',
    'Delete',
    'Eliminar',
    'Send reminder by e-mail',
    'Send invoice',
    'Remind customer',
    'Renew policy',
    'Restore backup',
    'Cancel order',
    'Cancel and delete',
    'Invite',
    'Notify members',
    'Make default',
    'Edit',
    'Cancel',
    'Cancel subscription',
    'Cancel changes',
    'Reset password',
    'Revoke',
    'Log out',
    'Print',
    'Duplicar',
    'Back to list',
    'More',
    '⋮',
  ])('is not “%s”', (words) => expect(mayBeDone(words)).toBe(false));

  it('ends with what ends it', () => {
    expect(
      ['Close', 'Call off', 'Mark as completed', 'Archivar', 'Unpublish'].filter((words) => !isEnding(words)),
    ).toEqual([]);
    expect(['Start course', 'Approve', 'Emitir', 'Open for enrolment'].filter(isEnding)).toEqual([]);
  });

  it('is agreed to in words of its own or once more in the same, and never by what does more', () => {
    const agrees = (said: string, isRepeated = true): boolean => agreesTo(said, 'Issue invoice', isRepeated);
    expect(['Yes', 'Confirm', 'Issue invoice'].filter((said) => !agrees(said))).toEqual([]);
    const others = ['Yes, delete it', 'Confirm and pay', 'OK, send to customer', 'Yes, notify participants'];
    expect([...others, 'Cancel', 'Issue'].filter((said) => agrees(said))).toEqual([]);
    expect(agrees('Issue invoice', false)).toBe(false);
  });
});
