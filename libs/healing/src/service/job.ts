import { runJob } from '@testforge/browser';
import { GivenPage } from './given-page.js';
import { readPage } from './read-page.js';

runJob(GivenPage, readPage);
