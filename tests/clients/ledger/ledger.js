// Uses a running node with grpc-js and the repository's proto files, as somebody would who knows nothing else of us.
// Usage: node ledger.js <node_modules> <folder of protos> <host:port> <transaction, hexadecimal>
// Reads the status, submits the transaction, follows it and the blocks. Prints one line a check; exits 1 on the first failure.
'use strict';
const assert = require('node:assert');
const path = require('node:path');
const [modules, protos, target, transactionHex] = process.argv.slice(2);
const grpc = require(path.join(modules, '@grpc/grpc-js'));
const loader = require(path.join(modules, '@grpc/proto-loader'));

const load = (file) => grpc.loadPackageDefinition(loader.loadSync(file, { includeDirs: [protos], longs: String, defaults: true, oneofs: true, enums: String }));
const insecure = grpc.credentials.createInsecure();
const ledger = new (load('chain/v1/ledger.proto').chain.v1.Ledger)(target, insecure);
const health = new (load('grpc/health/v1/health.proto').grpc.health.v1.Health)(target, insecure);
const reflection = new (load('grpc/reflection/v1/reflection.proto').grpc.reflection.v1.ServerReflection)(target, insecure);

const unary = (client, method, request) => new Promise((resolve, reject) =>
  client[method](request, { deadline: Date.now() + 10000 }, (error, response) => (error ? reject(error) : resolve(response))));
const collect = (stream, enough) => new Promise((resolve, reject) => {
  const messages = [];
  stream.on('data', (message) => {
    messages.push(message);
    if (enough && enough(messages)) { resolve(messages); stream.cancel(); }
  });
  stream.on('error', (error) => { if (error.code !== grpc.status.CANCELLED) reject(error); });
  stream.on('end', () => resolve(messages));
});

const transaction = Buffer.from(transactionHex, 'hex');
let status;

const checks = {
  async 'status is read'() {
    status = await unary(ledger, 'GetStatus', {});
    assert.ok(Number(status.height) >= 1);
    assert.strictEqual(status.genesisHash.toString('hex'), status.genesisHashHex);
  },
  async 'the service is healthy and described'() {
    assert.strictEqual((await unary(health, 'Check', { service: 'chain.v1.Ledger' })).status, 'SERVING');
    const call = reflection.ServerReflectionInfo();
    call.write({ listServices: '' });
    const [answer] = await collect(call, (messages) => messages.length === 1);
    const names = answer.listServicesResponse.service.map((service) => service.name);
    assert.ok(names.includes('chain.v1.Ledger'), names.join());
  },
  async 'a transaction is submitted and followed until it is proven'() {
    const { status: submitted } = await unary(ledger, 'SubmitTransaction', { transaction });
    assert.strictEqual(submitted.state, 'TRANSACTION_STATE_POOLED', submitted.message);
    const states = (await collect(ledger.StreamTransaction({ transactionId: submitted.transactionId }))).map((message) => message.status.state);
    assert.strictEqual(states.at(-1), 'TRANSACTION_STATE_PROVEN', states.join());
    const { status: again } = await unary(ledger, 'SubmitTransaction', { transaction });
    assert.strictEqual(again.state, 'TRANSACTION_STATE_PROVEN');
    const receipt = await unary(ledger, 'GetReceipt', { transactionId: submitted.transactionId });
    assert.strictEqual(receipt.summary.code, 'SUCCESS');
    assert.ok(receipt.provingHeader.length > 100);
  },
  async 'blocks are followed from the first into new ones'() {
    const last = Number((await unary(ledger, 'GetStatus', {})).height) + 1;
    const blocks = await collect(ledger.StreamBlocks({ fromHeight: 1 }), (messages) => Number(messages.at(-1).summary.height) === last);
    assert.deepStrictEqual(blocks.map((block) => Number(block.summary.height)), Array.from({ length: last }, (_, i) => i + 1));
  },
  async 'a refusal has a status and a code'() {
    const error = await unary(ledger, 'GetBlock', { height: '1000000000' }).then(() => assert.fail('should have failed'), (e) => e);
    assert.strictEqual(error.code, grpc.status.OUT_OF_RANGE);
    assert.deepStrictEqual(error.metadata.get('chain-code'), ['HEIGHT_AHEAD']);
  },
};

(async () => {
  for (const [name, check] of Object.entries(checks)) {
    await check();
    console.log('ok ' + name);
  }
  process.exit(0);
})().catch((error) => {
  console.log(error.stack);
  process.exit(1);
});
