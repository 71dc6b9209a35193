import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { App, Place } from '../app.js';

/** Django's own administration over three models of a small project, as thousands of offices have it. */
export const djangoAdmin: App = {
  name: 'django-admin',
  releases: ['5.2.8'],
  registry: 'pypi',
  packages: (release) => [`Django==${release}`],
  account: ({ user, password }) => ({ user, password }),
  async prepare(place) {
    const { data, user, email, password, sample, run } = place;
    await run({ program: 'django-admin', args: ['startproject', 'office', data] });
    await run(manage(place, 'startapp', 'programme'));
    writeFileSync(join(data, 'programme/models.py'), models);
    writeFileSync(join(data, 'programme/admin.py'), admin);
    appendFileSync(join(data, 'office/settings.py'), settings);
    await run(manage(place, 'makemigrations', 'programme'));
    await run(manage(place, 'migrate'));
    await run({
      ...manage(place, 'createsuperuser', '--noinput', '--username', user, '--email', email),
      env: { DJANGO_SUPERUSER_PASSWORD: password },
    });
    await run(manage(place, 'shell', '-c', firstEvents(sample.titles, sample.words)));
  },
  serve: (place) => manage(place, 'runserver', '--noreload', `127.0.0.1:${place.port}`),
  entry: '/admin/',
};

const manage = ({ data }: Place, ...args: string[]) => ({
  program: 'python',
  args: [join(data, 'manage.py'), ...args],
});

const settings = `
INSTALLED_APPS.append('programme')
# Without these SQLite refuses whoever writes at the same time as another, with an error of the app.
DATABASES['default']['OPTIONS'] = {'timeout': 30, 'transaction_mode': 'IMMEDIATE'}
ALLOWED_HOSTS = ['127.0.0.1', 'localhost']
`;

const models = `
from django.db import models

class Place(models.Model):
    name = models.CharField(max_length=80, unique=True)
    town = models.CharField(max_length=80)
    seats = models.PositiveIntegerField(default=20)
    def __str__(self):
        return self.name

class Event(models.Model):
    KINDS = [('walk', 'Walk'), ('talk', 'Talk'), ('music', 'Music')]
    title = models.CharField(max_length=80)
    kind = models.CharField(max_length=10, choices=KINDS)
    place = models.ForeignKey(Place, on_delete=models.PROTECT)
    day = models.DateField()
    price = models.DecimalField(max_digits=6, decimal_places=2, default=0)
    published = models.BooleanField(default=False)
    note = models.TextField(blank=True)
    def __str__(self):
        return self.title

class Booking(models.Model):
    event = models.ForeignKey(Event, on_delete=models.CASCADE)
    name = models.CharField(max_length=80)
    email = models.EmailField()
    seats = models.PositiveIntegerField(default=1)
    def __str__(self):
        return self.name
`;

const admin = `
from django.contrib import admin
from .models import Booking, Event, Place

class BookingInline(admin.TabularInline):
    model = Booking
    extra = 1

@admin.action(description='Publish selected events')
def publish(modeladmin, request, queryset):
    modeladmin.message_user(request, '%d events were published.' % queryset.update(published=True))

@admin.register(Event)
class EventAdmin(admin.ModelAdmin):
    list_display = ['title', 'kind', 'place', 'day', 'price', 'published']
    list_filter = ['kind', 'published', 'place']
    search_fields = ['title', 'note']
    date_hierarchy = 'day'
    inlines = [BookingInline]
    actions = [publish]

@admin.register(Place)
class PlaceAdmin(admin.ModelAdmin):
    list_display = ['name', 'town', 'seats']
    list_editable = ['seats']
    search_fields = ['name', 'town']

@admin.register(Booking)
class BookingAdmin(admin.ModelAdmin):
    list_display = ['name', 'email', 'event', 'seats']
    list_filter = ['event']
    search_fields = ['name', 'email']
`;

/** An event of each title in a place of its own, booked once. */
const firstEvents = (titles: readonly string[], words: string): string => `
from datetime import date
from programme.models import Booking, Event, Place
kinds = ['walk', 'talk', 'music']
for at, title in enumerate(${JSON.stringify(titles)}):
    place = Place.objects.create(name='Hall of ' + title, town='Harbour', seats=20 + 10 * at)
    event = Event.objects.create(title=title, kind=kinds[at], place=place, day=date(2024, 3, 1 + at), price=5 * at, note=${JSON.stringify(words)})
    Booking.objects.create(event=event, name='Guest of ' + title, email='guest%d@example.com' % at)
`;
