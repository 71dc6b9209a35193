// Starts Playwright Test inside the sandbox. Run as: node main.cjs, the reporter's key on standard input.
'use strict';
const fs = require('node:fs');
const path = require('node:path');

// Read before any of the project's code is loaded; workers have another standard input.
require('./reporter.cjs').arm(fs.readFileSync(0, 'utf8').trim());
const cli = path.join(process.env.TESTFORGE_PLAYWRIGHT, 'cli.js');
process.argv = [process.argv[0], cli, 'test', '--config', path.join(__dirname, 'playwright.testforge.config.mjs')];
require(cli);
