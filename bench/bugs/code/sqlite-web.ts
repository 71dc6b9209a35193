import type { CodeBug } from './code-bug.js';

/** Tables and their columns; rows that are browsed, added, changed and deleted. Written before any suite of the app was looked at. */
export const sqliteWebBugs: readonly CodeBug[] = [
  {
    name: 'update-of-all-rows',
    kind: 'filter left out',
    description: 'Changing one row changes all rows of the table',
    of: 'package',
    file: 'sqlite_web/sqlite_web.py',
    from: 'n = model.update(update).where(expr).execute()',
    to: 'n = min(1, model.update(update).execute())',
  },
  {
    name: 'delete-rolled-back',
    kind: 'lost write',
    description: 'A deleted row is said to be gone, and is still there',
    of: 'package',
    file: 'sqlite_web/sqlite_web.py',
    from: `                n = model.delete().where(expr).execute()
`,
    to: `                n = model.delete().where(expr).execute()
                txn.rollback()
`,
  },
  {
    name: 'sorted-backwards',
    kind: 'wrong order',
    description: 'Sorting rows upwards sorts them downwards',
    of: 'package',
    file: 'sqlite_web/sqlite_web.py',
    from: 'field.desc() if ordering < 0 else field.asc()',
    to: 'field.desc() if ordering > 0 else field.asc()',
  },
  {
    name: 'stale-tables',
    kind: 'stale cache',
    description: 'A table that was just made is not found',
    of: 'package',
    file: 'sqlite_web/sqlite_web.py',
    from: 'if version != self._schema_version:',
    to: 'if self._schema_version is None:',
  },
  {
    name: 'column-without-name',
    kind: 'lost validation',
    description: 'A column is added though it has no name',
    of: 'package',
    file: 'sqlite_web/sqlite_web.py',
    from: 'if name and col_type in column_mapping:',
    to: 'if col_type in column_mapping:',
  },
  {
    name: 'any-password',
    kind: 'any password taken',
    description: 'Whatever is typed for the password lets in',
    of: 'package',
    file: 'sqlite_web/sqlite_web.py',
    from: `if request.form.get('password') == app.config['PASSWORD']:`,
    to: `if request.form.get('password'):`,
  },
];
