'use strict';
// Measures programs under Node.js and, where its package is found, QuickJS: argument 1 is a JSON file of { name: source }, argument 2 the folder with node_modules.
const { performance } = require('node:perf_hooks');
const programs = JSON.parse(require('node:fs').readFileSync(process.argv[2], 'utf8'));
// The fastest round, by the rule of FastestRun.cs: nine rounds at least, then as long as one of the last six was faster, and 400 ms.
function best(run) {
  let least = Infinity, sinceGain = 0;
  const begin = performance.now();
  for (let i = 0; i < 9 || (i < 400 && (sinceGain < 6 || performance.now() - begin < 400)); i++) {
    const start = performance.now();
    run();
    const elapsed = performance.now() - start;
    sinceGain = elapsed < least * 0.98 ? 0 : sinceGain + 1;
    least = Math.min(least, elapsed);
  }
  return least;
}
async function main() {
  const result = { node: {}, quickjs: {}, versions: { node: process.version } };
  for (const [name, source] of Object.entries(programs)) result.node[name] = best((0, eval)('"use strict";' + source));
  try {
    const { getQuickJS } = require(require.resolve('quickjs-emscripten', { paths: [process.argv[3]] }));
    const engine = await getQuickJS();
    for (const [name, source] of Object.entries(programs)) {
      const vm = engine.newContext();
      const fn = vm.unwrapResult(vm.evalCode('"use strict";' + source));
      result.quickjs[name] = best(() => vm.unwrapResult(vm.callFunction(fn, vm.undefined)).dispose());
      fn.dispose();
      vm.dispose();
    }
  } catch (error) {
    result.quickjsMissing = String(error.message).split('\n')[0];
  }
  process.stdout.write(JSON.stringify(result));
}
main();
