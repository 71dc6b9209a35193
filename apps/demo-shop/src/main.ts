import { parseArgs } from 'node:util';
import { bugs, drifts, isBugName, isDriftName, createShop } from './index.js';

const usage = 'usage: main.ts [--port N] [--release 1|2] [--drift a,b] [--bug x,y] [--list]';

const refuse = (reason: string): never => {
  console.error(`${reason}\n${usage}`);
  process.exit(2);
};

const names = <Name extends string>(text: string | undefined, isName: (name: string) => name is Name): Name[] =>
  (text ?? '')
    .split(',')
    .filter((name) => name !== '')
    .map((name) => (isName(name) ? name : refuse(`unknown switch: ${name}`)));

const list = (title: string, table: Record<string, { readonly description: string }>): void => {
  console.log(title);
  for (const [name, { description }] of Object.entries(table)) console.log(`  ${name.padEnd(28)} ${description}`);
};

const readArguments = () =>
  parseArgs({
    options: {
      port: { type: 'string', default: '0' },
      release: { type: 'string', default: '1' },
      drift: { type: 'string' },
      bug: { type: 'string' },
      list: { type: 'boolean', default: false },
    },
  }).values;

const main = async (): Promise<void> => {
  const given = readArguments();
  if (given.list) {
    list('Drifts', drifts);
    list('Bugs', bugs);
    return;
  }
  const release = given.release === '1' ? 1 : given.release === '2' ? 2 : refuse(`unknown release: ${given.release}`);
  if (!/^\d{1,5}$/.test(given.port)) refuse(`not a port: ${given.port}`);
  const shop = await createShop({
    port: Number(given.port),
    release,
    drifts: names(given.drift, isDriftName),
    bugs: names(given.bug, isBugName),
  });
  console.log(shop.url);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void shop.close());
};

await main();
