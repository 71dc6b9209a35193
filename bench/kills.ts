// Whether runs survive that any process of the platform is killed at any moment: npm run bench -- kills [--count 100] [--seed 7]
import './kills/main.js';
