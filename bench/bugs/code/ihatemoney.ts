import type { CodeBug } from './code-bug.js';

/** Who bought what, when and for whom, and how it is settled. Written before any suite of the app was looked at. */
export const ihatemoneyBugs: readonly CodeBug[] = [
  {
    name: 'edit-not-committed',
    kind: 'lost write',
    description: 'A changed bill is said to have been changed, and is as it was',
    of: 'package',
    file: 'ihatemoney/web.py',
    from: `        form.save(bill, g.project)
        db.session.commit()
`,
    to: `        form.save(bill, g.project)
`,
  },
  {
    name: 'edit-by-place-in-list',
    kind: 'wrong target',
    description: 'The link beside a bill opens another bill',
    of: 'package',
    file: 'ihatemoney/templates/list_bills.html',
    from: `url_for(".edit_bill", bill_id=bill.id)`,
    to: `url_for(".edit_bill", bill_id=loop.index)`,
  },
  {
    name: 'oldest-first',
    kind: 'wrong order',
    description: 'The newest bill is the last of the list',
    of: 'package',
    file: 'ihatemoney/models.py',
    from: `            query.order_by(Bill.date.desc())
            .order_by(Bill.creation_date.desc())
            .order_by(Bill.id.desc())`,
    to: `            query.order_by(Bill.date.asc())
            .order_by(Bill.creation_date.asc())
            .order_by(Bill.id.asc())`,
  },
  {
    name: 'balance-sign',
    kind: 'wrong value',
    description: 'What somebody has spent is added to what is owed to them',
    of: 'package',
    file: 'ihatemoney/models.py',
    from: `                - spent[person.id]
                + transferred[person.id]`,
    to: `                + spent[person.id]
                + transferred[person.id]`,
  },
  {
    name: 'search-ignored',
    kind: 'ignored query',
    description: 'A search among the bills shows them all',
    of: 'package',
    file: 'ihatemoney/web.py',
    from: `            query = query.filter(Bill.what.ilike(f'%{filters["search"]}%'))`,
    to: `            query.filter(Bill.what.ilike(f'%{filters["search"]}%'))`,
  },
  {
    name: 'edit-forgets-date',
    kind: 'field not stored',
    description: 'A new date of a bill is not kept, all else is',
    of: 'package',
    file: 'ihatemoney/forms.py',
    from: `        bill.date = self.date.data
`,
    to: '',
  },
];
