#!/usr/bin/env node
import { launch } from './launch.js';

await launch('bench/relevance/run.ts', { development: true });
