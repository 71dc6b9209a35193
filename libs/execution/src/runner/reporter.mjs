// Tells every event as one signed, numbered line. Neither a line that a test prints nor one it repeats or swallows
// goes unnoticed: the key never leaves this process's memory, and each number comes exactly once.
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { createMisses, missedElement } from './spare-retries.mjs';

// Taken before the project's code can put something else in their place.
const { createHmac } = crypto;
const { appendFileSync, writeFileSync } = fs;
const { stringify } = JSON;

const maxText = 16_000;
const maxSteps = 500;
const toldWhole = new Set(['testforge:requests', 'testforge:faults']);
let key = null;
let number = 0;

const cut = (text, length = maxText) => String(text ?? '').slice(0, length);

function tell(event) {
  const json = stringify(event);
  const signature = createHmac('sha256', key).update(`${number}.${json}`).digest('hex');
  // A line of its own, whatever was written before without a line end.
  writeFileSync(1, `\n@testforge ${number} ${signature} ${json}\n`);
  number += 1;
}

const inProject = (file) => path.relative(process.env.TESTFORGE_PROJECT, file).split(path.sep).join('/');
const inOut = (file) => path.relative(process.env.TESTFORGE_OUT, file).split(path.sep).join('/');
const place = (location) => (location ? { file: inProject(location.file), line: location.line } : null);
const nameOf = (test) => ({ file: inProject(test.location.file), title: test.title });

function errorOf({ message, value, stack, location }) {
  return { message: cut(message ?? value), stack: cut(stack), location: place(location) };
}

/** The calls a test makes on pages and expectations, wherever they are nested in its own steps. */
function callsOf(steps) {
  return steps.flatMap((step) => {
    if (step.category === 'pw:api' || step.category === 'expect') {
      return [{ location: place(step.location), durationMs: Math.max(0, step.duration), ok: step.error === undefined }];
    }
    return step.category === 'test.step' ? callsOf(step.steps) : [];
  });
}

function attachmentOf({ name, contentType, path: file, body }) {
  const text = toldWhole.has(name) && body ? { text: cut(body.toString('utf8'), 1_000_000) } : {};
  return { name: cut(name, 200), contentType: cut(contentType, 200), ...(file ? { path: inOut(file) } : {}), ...text };
}

const bodyOf = ({ attachments }, wanted) => attachments.find(({ name }) => name === wanted)?.body?.toString('utf8');

export default class SignedReporter {
  misses = createMisses();
  /** Tests that are not tried again; their workers read it, and only this process decides. */
  spared = new Set();

  /**
   * Whether this failed attempt is the test's last, though it has retries left. What the next one should know is noted; a
   * page at rest speaks for itself, so its test is told which element was waited for in vain.
   */
  spares(test, result) {
    const { retry, error } = result;
    const page = bodyOf(result, 'testforge:failed-on');
    const spared = this.misses.isSpared({ test: test.id, retry, message: error?.message, page });
    if (retry >= test.retries) return false;
    if (spared) this.spared.add(test.id);
    const atRest = bodyOf(result, 'testforge:at-rest') !== undefined;
    const note = { test: test.id, spared, atRest, missed: missedElement(error?.message) };
    appendFileSync(path.join(process.env.TESTFORGE_SESSION_DIR, 'notes'), `${stringify(note)}\n`);
    return spared;
  }

  onBegin(_config, suite) {
    tell({ type: 'begin', tests: suite.allTests().map(nameOf) });
  }

  onTestEnd(test, result) {
    if (this.spared.has(test.id)) return;
    const ok = result.status === test.expectedStatus;
    const spared = result.status === 'failed' && !ok && this.spares(test, result);
    tell({
      type: 'attempt',
      ...nameOf(test),
      status: result.status,
      ok,
      last: ok || result.status === 'skipped' || result.retry >= test.retries || spared,
      durationMs: Math.max(0, result.duration),
      errors: result.errors.slice(0, 10).map(errorOf),
      calls: callsOf(result.steps).slice(0, maxSteps),
      attachments: result.attachments.slice(0, 50).map(attachmentOf),
    });
  }

  onError(error) {
    tell({ type: 'error', error: errorOf(error) });
  }

  onEnd(result) {
    tell({ type: 'end', status: result.status });
  }

  printsToStdio() {
    return true;
  }
}

/** Gives the key, once: nobody who comes later can change it. */
export function arm(secret) {
  key ??= secret;
}
