// Calls the echo service with grpc-js, the gRPC implementation of the Node.js world, and checks what comes back.
// Usage: node check.js <node_modules> <folder of protos> <host:port>. Prints one line a check; exits 1 on the first failure.
'use strict';
const assert = require('node:assert');
const path = require('node:path');
const [modules, protos, target] = process.argv.slice(2);
const grpc = require(path.join(modules, '@grpc/grpc-js'));
const loader = require(path.join(modules, '@grpc/proto-loader'));

const load = (file) => grpc.loadPackageDefinition(loader.loadSync(file, { includeDirs: [protos], longs: String, defaults: true, oneofs: true, enums: String }));
const echoPackage = load('echo.proto');
const Echo = echoPackage.chain.test.v1.Echo;
const Health = load('grpc/health/v1/health.proto').grpc.health.v1.Health;
const Reflection = load('grpc/reflection/v1/reflection.proto').grpc.reflection.v1.ServerReflection;
const insecure = grpc.credentials.createInsecure();
const echo = new Echo(target, insecure, { 'grpc.max_receive_message_length': -1 });

const unary = (method, request, options = {}, metadata = new grpc.Metadata()) => new Promise((resolve, reject) =>
  echo[method](request, metadata, options, (error, response) => (error ? reject(error) : resolve(response))));
const fails = async (promise, code) => {
  const error = await promise.then(() => assert.fail('should have failed'), (e) => e);
  assert.strictEqual(error.code, code, `${error.code}: ${error.details}`);
  return error;
};
const collect = (stream) => new Promise((resolve, reject) => {
  const messages = [];
  stream.on('data', (m) => messages.push(m));
  stream.on('error', (e) => reject(Object.assign(e, { messages })));
  stream.on('end', () => resolve(messages));
});

const checks = {
  async unary() {
    const response = await unary('Say', { text: 'grüße', height: '18446744073709551615' });
    assert.strictEqual(response.text, 'grüße');
    assert.strictEqual(response.height, '18446744073709551615');
  },
  async 'large messages'() {
    const data = Buffer.alloc(3_000_000, 7);
    assert.ok((await unary('Say', { data })).data.equals(data));
    await fails(unary('Say', { data: Buffer.alloc(5_000_000) }), grpc.status.RESOURCE_EXHAUSTED);
  },
  async 'status text and trailers'() {
    for (let code = 1; code <= 16; code++) {
      const error = await fails(unary('Say', { failWith: code, text: '50% of: a,b/c ü😀' }), code);
      assert.strictEqual(error.details, '50% of: a,b/c ü😀');
      assert.deepStrictEqual(error.metadata.get('why'), ['asked']);
      assert.deepStrictEqual([...error.metadata.get('cause-bin')[0]], [1, 2, 255]);
    }
  },
  async metadata() {
    const metadata = new grpc.Metadata();
    metadata.set('tag', 'x');
    const call = echo.Say({}, metadata, () => {});
    const [headers, status] = await Promise.all([new Promise((r) => call.on('metadata', r)), new Promise((r) => call.on('status', r))]);
    assert.deepStrictEqual(headers.get('tag-back'), ['x']);
    assert.deepStrictEqual(status.metadata.get('tag-end'), ['x']);
  },
  async 'server stream'() {
    const messages = await collect(echo.Watch({ count: 1000, text: 's' }));
    assert.deepStrictEqual(messages.map((m) => m.index), [...Array(1000).keys()]);
  },
  async 'status after stream data'() {
    const error = await fails(collect(echo.Watch({ count: 3, failWith: 9, text: 'pruned' })), grpc.status.FAILED_PRECONDITION);
    assert.strictEqual(error.messages.length, 3);
  },
  async 'client stream'() {
    const response = await new Promise((resolve, reject) => {
      const call = echo.Collect((e, r) => (e ? reject(e) : resolve(r)));
      for (let i = 1; i <= 100; i++) call.write({ height: i });
      call.end();
    });
    assert.strictEqual(response.index, 100);
    assert.strictEqual(response.height, '5050');
  },
  async 'early end of a client stream'() {
    const error = await new Promise((resolve) => {
      const call = echo.Collect((e) => resolve(e));
      call.write({ failWith: 11, text: 'enough' });
    });
    assert.strictEqual(error.code, grpc.status.OUT_OF_RANGE);
  },
  async duplex() {
    const call = echo.Chat();
    const answers = [];
    await new Promise((resolve, reject) => {
      call.on('error', reject);
      call.on('end', resolve);
      call.on('data', (m) => {
        answers.push(m.text);
        if (answers.length < 50) call.write({ text: `m${answers.length}` });
        else call.end();
      });
      call.write({ text: 'm0' });
    });
    assert.deepStrictEqual(answers, [...Array(50).keys()].map((i) => `m${i}`));
  },
  async deadline() {
    await fails(unary('Hang', {}, { deadline: Date.now() + 100 }), grpc.status.DEADLINE_EXCEEDED);
  },
  async cancel() {
    const call = echo.Watch({ text: 'forever' });
    call.once('data', () => call.cancel());
    await fails(collect(call), grpc.status.CANCELLED);
  },
  async 'unknown method'() {
    await fails(unary('Unwritten', {}), grpc.status.UNIMPLEMENTED);
    await fails(new Promise((resolve, reject) => {
      echo.makeUnaryRequest('/no.Such/Method', (m) => m, (m) => m, Buffer.alloc(0), (e, r) => (e ? reject(e) : resolve(r)));
    }), grpc.status.UNIMPLEMENTED);
  },
  async 'handler failure'() {
    const error = await fails(unary('Throw', {}), grpc.status.INTERNAL);
    assert.strictEqual(error.details, 'internal error');
  },
  async health() {
    const health = new Health(target, insecure);
    const response = await new Promise((resolve, reject) => health.Check({}, (e, r) => (e ? reject(e) : resolve(r))));
    assert.strictEqual(response.status, 'SERVING');
    const watch = health.Watch({ service: 'nobody' });
    const first = await new Promise((resolve) => watch.once('data', resolve));
    assert.strictEqual(first.status, 'SERVICE_UNKNOWN');
    watch.on('error', () => {});
    watch.cancel();
    health.close();
  },
  async reflection() {
    const ask = async (stub, request) => {
      const call = stub;
      const answers = collect(call);
      call.write(request);
      call.end();
      return (await answers)[0];
    };
    const reflection = new Reflection(target, insecure);
    const alpha = (client) => client.makeBidiStreamRequest(
      '/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo',
      Reflection.service.ServerReflectionInfo.requestSerialize,
      Reflection.service.ServerReflectionInfo.responseDeserialize);
    for (const open of [(c) => c.ServerReflectionInfo(), alpha]) {
      const list = await ask(open(reflection), { listServices: '*' });
      assert.ok(list.listServicesResponse.service.some((s) => s.name === 'chain.test.v1.Echo'));
      const file = await ask(open(reflection), { fileContainingSymbol: 'chain.test.v1.Echo' });
      const rebuilt = loader.loadFileDescriptorSetFromBuffer(descriptorSet(file.fileDescriptorResponse.fileDescriptorProto));
      assert.ok(rebuilt['chain.test.v1.Echo'].Say);
    }
    reflection.close();
  },
};

// A FileDescriptorSet is field 1, repeated.
function descriptorSet(files) {
  return Buffer.concat(files.flatMap((file) => {
    const length = [];
    let n = file.length;
    for (; n >= 128; n = Math.floor(n / 128)) length.push((n % 128) | 128);
    return [Buffer.from([0x0a, ...length, n]), file];
  }));
}

(async () => {
  for (const [name, check] of Object.entries(checks)) {
    try {
      await check();
      console.log(`ok ${name}`);
    } catch (error) {
      console.log(`FAILED ${name}: ${error.stack}`);
      process.exit(1);
    }
  }
  console.log(`all ${Object.keys(checks).length} checks passed`);
  process.exit(0);
})();
