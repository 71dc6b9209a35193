import { join } from 'node:path';
import type { App, Place } from '../app.js';

/** A learning platform: several Vue applications with routes in the fragment, a component library, everything behind a log-in. */
export const kolibri: App = {
  name: 'kolibri',
  releases: ['0.19.5'],
  registry: 'pypi',
  packages: (release) => [`kolibri==${release}`],
  constraints: ['setuptools<80'],
  account: ({ user, password }) => ({ user, password }),
  async prepare(place) {
    const { user, password, sample, run } = place;
    const names = ['--facility', 'Harbour school', '--superusername', user, '--superuserpassword', password];
    const rest = ['--preset', 'formal', '--language_id', 'en', '--noinput'];
    await run(kolibriCommand(place, 'manage', 'provisiondevice', ...names, ...rest));
    await run(kolibriCommand(place, 'manage', 'shell', '-c', firstClasses(sample.titles)));
  },
  serve: (place) => kolibriCommand(place, 'start', '--foreground', '--port', `${place.port}`),
  ready: '/en/auth/',
};

/** A class of each title, with one learner in it. */
const firstClasses = (titles: readonly string[]): string => `
from kolibri.core.auth.models import Classroom, Facility, FacilityUser
facility = Facility.get_default_facility()
for at, title in enumerate(${JSON.stringify(titles)}, 1):
    room = Classroom.objects.create(name=title, parent=facility)
    learner = FacilityUser(username='learner%d' % at, full_name='Learner of ' + title, facility=facility)
    learner.set_password('learner-%d-word' % at)
    learner.save()
    room.add_member(learner)
`;

const kolibriCommand = ({ data }: Place, ...args: string[]) => ({
  program: 'kolibri',
  args,
  env: {
    KOLIBRI_HOME: join(data, 'home'),
    KOLIBRI_LISTEN_ADDRESS: '127.0.0.1',
    KOLIBRI_ZIP_CONTENT_PORT: '0',
    KOLIBRI_DISABLE_PING: 'true',
  },
});
