import { parentPort } from 'node:worker_threads';
import { plainError, type Order, type Reply } from './thread-message.js';
import { writeProject } from './write-project.js';

const carryOut = ({ id, request }: Order): Promise<Reply> =>
  writeProject(request).then(
    (project) => ({ id, project }),
    (error: unknown) => ({ id, error: plainError(error) }),
  );

parentPort?.on('message', (order: Order) => void carryOut(order).then((reply) => parentPort?.postMessage(reply)));
