import { runJob } from '@testforge/browser';
import { GivenPage, readPage } from './read-page.js';

runJob(GivenPage, readPage);
