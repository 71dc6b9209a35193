import { runJob } from '@testforge/browser';
import { explore } from './explore.js';
import { DiscoveryInput } from './job-input.js';

runJob(DiscoveryInput, explore);
