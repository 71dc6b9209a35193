// Lets Node run our TypeScript. The package's own loader looks for itself in the current folder; the command may be called from any.
import { register } from 'node:module';

register('@swc-node/register/esm', import.meta.url);
