// Runs the script of the status page as a browser would, with as much of a document as it uses, and checks what it shows.
// Usage: node page.js <address of the HTTP port>. Exits 1 when something is not shown.
'use strict';
const assert = require('node:assert');
const vm = require('node:vm');
const [address] = process.argv.slice(2);

class Node {
  textContent = ''; className = ''; title = ''; children = [];
  append(...nodes) { this.children.push(...nodes); }
  replaceChildren(...nodes) { this.children = nodes; }
}

(async () => {
  const answer = await fetch(address);
  const html = await answer.text();
  const script = html.match(/<script>([\s\S]*)<\/script>/)[1];
  const hash = require('node:crypto').createHash('sha256').update(script).digest('base64');
  assert.ok(answer.headers.get('content-security-policy').includes(`script-src 'sha256-${hash}'`), 'the policy names the script');
  const nodes = new Map([...html.matchAll(/id="([a-z-]+)"/g)].map((match) => [match[1], new Node()]));
  const document = {
    title: '',
    getElementById: (id) => nodes.get(id) ?? assert.fail('no element ' + id),
    createElement: () => new Node(),
  };
  let rounds = 0;
  const shown = new Promise((resolve) => {
    vm.runInNewContext(script, {
      document, console, Date, Error, JSON, Number,
      location: { origin: new URL(address).origin },
      fetch: (path, options) => fetch(new URL(path, address), options),
      setTimeout: () => { if (++rounds === 1) resolve(); },
    });
  });
  await shown;
  assert.strictEqual(nodes.get('line').className, 'good', nodes.get('line').textContent);
  assert.match(nodes.get('height').textContent, /^[0-9,]+$/);
  assert.match(document.title, /^chain-/);
  assert.match(nodes.get('root').textContent, /^[0-9a-f]{64}$/);
  const rows = nodes.get('blocks').children;
  assert.ok(rows.length >= 1);
  assert.strictEqual(rows[0].children.length, 7);
  assert.match(rows[0].children[6].title, /^chn1/);
  console.log('ok');
})().catch((error) => {
  console.log(error.stack);
  process.exit(1);
});
