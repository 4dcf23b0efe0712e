import { Contract, CallError, map, list, set, msg, self, emit, require, transfer, at, gasLeft, balanceOf, sha256, verifySignature } from 'chain';

/** Each method does one thing n times, so that the benchmark can tell what one of it takes and costs. */
export default class HostFunctions extends Contract {
  static structs = { Point: { x: 'i64', y: 'i64' } };
  static state = {
    count: 'u64', name: 'string', where: 'Point', who: 'address', raw: 'bytes',
    byUser: map('address', 'u128'), byNumber: map('u64', 'u64'), pairs: map('address', 'address', 'u128'), log: list('u64'), seen: set('u64'),
  };
  static events = { Moved: { from: 'address indexed', to: 'address indexed', amount: 'u128' }, Blob: { data: 'bytes' } };
  static abi = {
    init: { args: { other: 'address' }, payable: true },
    nothing: { args: { n: 'u32' } },
    empty: {},
    readPlain: { args: { n: 'u32' } }, readStruct: { args: { n: 'u32' } }, readText: { args: { n: 'u32' } }, readBytes: { args: { n: 'u32' } },
    writePlain: { args: { n: 'u32' } }, writeStruct: { args: { n: 'u32' } }, writeText: { args: { n: 'u32' } },
    mapGet: { args: { n: 'u32' } }, mapGetPair: { args: { n: 'u32' } }, mapSet: { args: { n: 'u32' } }, mapNew: { args: { n: 'u32' } }, mapDelete: { args: { n: 'u32' } },
    mapPage: { args: { n: 'u32' } }, mapWalk: { args: { n: 'u32' } },
    listPush: { args: { n: 'u32' } }, listGet: { args: { n: 'u32' } }, setAdd: { args: { n: 'u32' } },
    event: { args: { n: 'u32' } }, eventBlob: { args: { n: 'u32' } },
    guard: { args: { n: 'u32' } }, gas: { args: { n: 'u32' } }, balance: { args: { n: 'u32' } }, pay: { args: { n: 'u32' } }, name_: { args: { n: 'u32' } },
    hash: { args: { n: 'u32' } }, hashLong: { args: { n: 'u32' } }, signature: { args: { n: 'u32' } },
    failing: { args: { n: 'u32' } }, call: { args: { n: 'u32' } }, ping: { args: { n: 'u64' }, returns: 'u64' },
  };

  init(other) { this.who = other; this.name = 'x'.repeat(100); this.where = { x: 1n, y: 2n }; this.raw = new Uint8Array(1000); for (let i = 0n; i < 200n; i++) { this.byNumber.set(i, i); this.log.push(i); } }

  nothing(n) { for (let i = 0; i < n; i++) { } }
  empty() { }
  readPlain(n) { for (let i = 0; i < n; i++) this.count; }
  readStruct(n) { for (let i = 0; i < n; i++) this.where; }
  readText(n) { for (let i = 0; i < n; i++) this.name; }
  readBytes(n) { for (let i = 0; i < n; i++) this.raw; }
  writePlain(n) { for (let i = 0; i < n; i++) this.count = 7n; }
  writeStruct(n) { for (let i = 0; i < n; i++) this.where = { x: 5n, y: 6n }; }
  writeText(n) { const text = 'y'.repeat(100); for (let i = 0; i < n; i++) this.name = text; }
  mapGet(n) { const who = msg.sender; const m = this.byUser; for (let i = 0; i < n; i++) m.get(who); }
  mapGetPair(n) { const who = msg.sender; const m = this.pairs; for (let i = 0; i < n; i++) m.get(who, who); }
  mapSet(n) { const who = msg.sender; const m = this.byUser; for (let i = 0; i < n; i++) m.set(who, 7n); }
  mapNew(n) { const m = this.byNumber; for (let i = 0; i < n; i++) m.set(BigInt(i + 1000), 7n); }
  mapDelete(n) { const m = this.byNumber; for (let i = 0; i < n; i++) { m.set(5000n, 1n); m.delete(5000n); } }
  mapPage(n) { const m = this.byNumber; for (let i = 0; i < n; i++) m.entries(0, 100); }
  mapWalk(n) { for (let i = 0; i < n; i++) for (const entry of this.byNumber) { if (entry[0] === 99n) break; } }
  listPush(n) { const l = this.log; for (let i = 0; i < n; i++) l.push(7n); }
  listGet(n) { const l = this.log; for (let i = 0; i < n; i++) l.get(7); }
  setAdd(n) { const s = this.seen; for (let i = 0; i < n; i++) s.add(BigInt(i)); }
  event(n) { const from = msg.sender; for (let i = 0; i < n; i++) emit('Moved', { from, to: self, amount: 7n }); }
  eventBlob(n) { const data = new Uint8Array(1000); for (let i = 0; i < n; i++) emit('Blob', { data }); }
  guard(n) { for (let i = 0; i < n; i++) require(i >= 0, 'NEGATIVE'); }
  gas(n) { for (let i = 0; i < n; i++) gasLeft(); }
  balance(n) { for (let i = 0; i < n; i++) balanceOf(self); }
  pay(n) { const to = msg.sender; for (let i = 0; i < n; i++) transfer(to, 1n); }
  name_(n) { const who = this.who; for (let i = 0; i < n; i++) at(who); }
  hash(n) { const data = new Uint8Array(64); for (let i = 0; i < n; i++) sha256(data); }
  hashLong(n) { const data = new Uint8Array(10000); for (let i = 0; i < n; i++) sha256(data); }
  signature(n) {
    const key = Uint8Array.fromHex('0279be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798');
    const digest = Uint8Array.fromHex('a0dc65ffca799873cbea0ac274015b9526505daaaed385155425f7337704883e');
    const good = Uint8Array.fromHex('934b1ea10a4b3c1757e2b0c017d0b6143ce3c9a7e6a4a49860d7a6ab210ee3d82442ce9d2b916064108014783e923ec36b49743e2ffa1c4496f01a512aafd9e5');
    for (let i = 0; i < n; i++) require(verifySignature(key, digest, good), 'BAD');
  }
  failing(n) { for (let i = 0; i < n; i++) { try { at(msg.sender).ping(1n); } catch (error) { require(error instanceof CallError, 'OTHER'); } } }
  call(n) { const other = at(this.who); for (let i = 0; i < n; i++) other.ping(7n); }
  ping(n) { return n; }
}
