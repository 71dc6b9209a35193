import { expect, test } from 'vitest';
import { environmentLines, toEnvironments } from './environment-lines.js';

test('environments are written one a line and read again as they were', () => {
  const environments = [
    { name: 'staging', baseUrl: 'https://staging.example.com' },
    { name: 'review of 17', baseUrl: 'http://10.0.0.7:3000/' },
  ];
  expect(toEnvironments(environmentLines(environments))).toEqual(environments);
});

test('empty lines are none, and an address without a name is called by its host', () => {
  expect(toEnvironments('\n  https://staging.example.com:8443/a  \n\n')).toEqual([
    { name: 'staging.example.com:8443', baseUrl: 'https://staging.example.com:8443/a' },
  ]);
});
