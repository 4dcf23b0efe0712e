'use strict';
// Runs under Node.js: one JSON text of a program a line in, one JSON text of its result a line out. The prelude is argument 1.
const vm = require('node:vm');
const readline = require('node:readline');
const prelude = require('node:fs').readFileSync(process.argv[2], 'utf8');
readline.createInterface({ input: process.stdin }).on('line', line => {
  let result;
  try {
    result = String(vm.runInNewContext(prelude + JSON.parse(line), Object.create(null), { timeout: 5000 }));
  } catch (error) {
    result = 'THROWN ' + (error && error.name);
  }
  process.stdout.write(JSON.stringify(result) + '\n');
});
