#!/usr/bin/env node
import { launch } from './launch.js';

await launch('test/run.ts', { development: true });
