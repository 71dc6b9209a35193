import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { App, Place } from '../app.js';

/** Watches experiments: a React application with a client router, component library and charts, open to everybody. */
export const optuna: App = {
  name: 'optuna',
  releases: ['0.21.0'],
  registry: 'pypi',
  // The server that Python brings answers one connection at a time, and browsers keep some open.
  packages: (release) => [`optuna-dashboard==${release}`, 'gunicorn==23.0.0'],
  account: null,
  async prepare(place) {
    const script = join(place.data, 'prepare.py');
    writeFileSync(script, makeStudies);
    await place.run({ program: 'python', args: [script, storageOf(place), JSON.stringify(place.sample)] });
  },
  serve: (place) => ({
    program: 'optuna-dashboard',
    args: [storageOf(place), '--host', '127.0.0.1', '--port', `${place.port}`],
  }),
  entry: '/dashboard',
};

const storageOf = ({ data }: Place): string => `sqlite:///${join(data, 'studies.db')}`;

/** Studies are filled by programs that use the library; the web app shows them. */
const makeStudies = `
import json, sys
import optuna
storage, sample = sys.argv[1], json.loads(sys.argv[2])
for at, title in enumerate(sample['titles']):
    study = optuna.create_study(storage=storage, study_name=title, sampler=optuna.samplers.RandomSampler(seed=at))
    study.set_user_attr('words', sample['words'])
    study.optimize(lambda trial: (trial.suggest_float('x', -10, 10) - 2) ** 2 + trial.suggest_int('y', 0, 5), n_trials=12)
`;
