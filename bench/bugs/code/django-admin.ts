import type { CodeBug } from './code-bug.js';

/** Lists, forms, actions and who may see them. Written before any suite of the app was looked at. */
export const djangoAdminBugs: readonly CodeBug[] = [
  {
    name: 'publish-counts-only',
    kind: 'lost write',
    description: 'The action says how many events were published and publishes none',
    of: 'project',
    file: 'programme/admin.py',
    from: 'queryset.update(published=True)',
    to: 'queryset.count()',
  },
  {
    name: 'add-another-misspelt',
    kind: 'wrong redirect',
    description: '“Save and add another” saves and leads to the list',
    of: 'package',
    file: 'django/contrib/admin/options.py',
    from: `        elif "_addanother" in request.POST:
            msg = format_html(
                _(
                    "The {name} “{obj}” was added successfully. You may add another "`,
    to: `        elif "_add_another" in request.POST:
            msg = format_html(
                _(
                    "The {name} “{obj}” was added successfully. You may add another "`,
  },
  {
    name: 'edit-forgets-price',
    kind: 'field not stored',
    description: 'A new price of an event is not kept, all else is',
    of: 'project',
    file: 'programme/models.py',
    from: `    note = models.TextField(blank=True)
`,
    to: `    note = models.TextField(blank=True)
    def save(self, *args, **kwargs):
        if self.pk:
            kwargs['update_fields'] = ['title', 'kind', 'place', 'day', 'published', 'note']
        super().save(*args, **kwargs)
`,
  },
  {
    name: 'email-unchecked',
    kind: 'lost validation',
    description: 'A booking is taken whatever stands for its e-mail address',
    of: 'project',
    file: 'programme/models.py',
    from: 'email = models.EmailField()',
    to: 'email = models.CharField(max_length=254)',
  },
  {
    name: 'guests-let-in',
    kind: 'wrong role',
    description: 'Whoever is not logged in sees the pages of the administration instead of its log-in',
    of: 'package',
    file: 'django/contrib/admin/sites.py',
    from: 'return request.user.is_active and request.user.is_staff',
    to: 'return True',
  },
  {
    name: 'unpublished-left-out',
    kind: 'missing row',
    description: 'Events that are not published are not in the list',
    of: 'project',
    file: 'programme/admin.py',
    from: `    inlines = [BookingInline]
`,
    to: `    inlines = [BookingInline]
    def get_queryset(self, request):
        return super().get_queryset(request).filter(published=True)
`,
  },
];
