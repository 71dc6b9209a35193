import { describe, expect, it } from 'vitest';
import { agreeingTo, isEnding, mayBeDone } from './deed-words.js';

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

  it('is agreed to in words of its own, and never by deleting', () => {
    const agreeing = agreeingTo('Issue invoice (draft)');
    expect(['Yes', 'Confirm', 'Issue invoice (draft)'].filter((words) => !agreeing.test(words))).toEqual([]);
    expect(['Yes, delete it', 'Cancel', 'Issue'].filter((words) => agreeing.test(words))).toEqual([]);
  });
});
