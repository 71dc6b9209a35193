// Lets Node run a job's TypeScript as it is: Node leaves the types out, only the names of the files differ from what the
// imports say. A compiler loaded at the start of each job costs more than all that the job loads besides.
import { registerHooks } from 'node:module';

const isOwn = (specifier, parentURL) => /^\.\.?\/.*\.js$/.test(specifier) && /\.ts$/.test(parentURL ?? '');

registerHooks({
  resolve: (specifier, context, next) =>
    next(isOwn(specifier, context.parentURL) ? specifier.replace(/js$/, 'ts') : specifier, context),
});
