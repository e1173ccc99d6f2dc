import { measureBundles } from './bundles.ts';
import { printTable } from './print-table.ts';

/** `npm run bench`: the figures that the README names, measured here and now, each beside its budget. */
const { sizes, imports } = measureBundles();
printTable('Bundles, minified', sizes);
printTable(`Import of each bundle, Node ${process.versions.node}, median`, imports);
if ([...sizes, ...imports].some(({ kept }) => !kept)) process.exitCode = 1;
