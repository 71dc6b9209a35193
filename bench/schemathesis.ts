// Faults of the API under generated requests over its whole description: npm run bench -- schemathesis [--examples 50] [--seed 7]
import './schemathesis/main.js';
