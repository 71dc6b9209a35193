// Starts apps that nobody here wrote: `npm run bench -- apps start NAME`. See apps/README.md.
import './apps/main.js';
