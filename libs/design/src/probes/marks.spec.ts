import { describe, expect, it } from 'vitest';
import { findDatabaseWords, makeMark } from './marks.js';

describe('what databases say of a stray quote', () => {
  it.each([
    ["You have an error in your SQL syntax; check the manual near '''' at line 1", 'You have an error in your SQL'],
    ['{"message":"SQLITE_ERROR: near \\"\'%\\": syntax error"}', 'SQLITE_ERROR'],
    ['sqlite3.OperationalError: unrecognized token: "\'"', 'sqlite3.OperationalError'],
    ['ERROR:  unterminated quoted string at or near "\'"', 'unterminated quoted string'],
    ['SQLSTATE[42000]: Syntax error or access violation', 'SQLSTATE[42000]'],
    ['ORA-01756: quoted string not properly terminated', 'ORA-01756'],
  ])('is known: %s', (answer, start) => {
    expect(findDatabaseWords(`<p>${answer}</p>`)).toMatch(
      new RegExp(`^${start.replace(/[[\].]/g, String.raw`\$&`)}`, 'i'),
    );
  });

  it.each(["No results for “it's”", 'Learn SQL syntax in a day', 'Something went wrong', '500 Internal Server Error'])(
    'is nothing that others say: %s',
    (answer) => expect(findDatabaseWords(answer)).toBeNull(),
  );
});

it('a mark has a name of its own and leaves the attribute it stands in only where it should', () => {
  const [a, b] = [makeMark({ breaksOut: true }), makeMark({ breaksOut: false })];
  expect(a.text).toBe(`'"><${a.tag} onclick=0>`);
  expect(b.text).toBe(`<${b.tag} onclick=0>`);
  expect(a.tag).not.toBe(b.tag);
});
