#!/usr/bin/env node
// Lets Node read TypeScript, then hands over to the command line itself.
import { register } from 'tsx/esm/api';

register();
await import('./main.ts');
