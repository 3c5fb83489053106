#!/usr/bin/env node
import { launch } from './launch.js';

await launch('bench/run.ts', { development: true });
