'use strict';
// Runs in front of every generated program, in both engines. It writes values down in one canonical form, so that the texts can be compared.
const $log = [];
const $number = v => Object.is(v, -0) ? '-0' : String(v);
function $text(v) {
  let s = '';
  for (let i = 0; i < v.length; i++) {
    const c = v.charCodeAt(i);
    s += c > 31 && c < 127 ? v[i] : '\\u' + c.toString(16).padStart(4, '0');
  }
  return '"' + s + '"';
}
const $key = k => typeof k === 'symbol' ? '@' + k.description : $text(k).slice(1, -1);
function $properties(v, depth, skip) {
  let s = '';
  for (const k of Reflect.ownKeys(v)) {
    if (skip(k)) continue;
    const d = Object.getOwnPropertyDescriptor(v, k);
    const flags = (d.enumerable ? '' : '!') + (d.configurable ? '' : '#') + (d.writable === false ? '=' : '');
    s += ' ' + flags + $key(k) + ':' + (d.get || d.set ? (d.get ? 'get' : '') + (d.set ? 'set' : '') : $dump(d.value, depth + 1));
  }
  return s;
}
function $dump(v, depth) {
  if (v === null) return 'null';
  switch (typeof v) {
    case 'undefined': return 'undefined';
    case 'boolean': return String(v);
    case 'number': return $number(v);
    case 'bigint': return String(v) + 'n';
    case 'string': return $text(v);
    case 'symbol': return '@' + v.description;
    case 'function': return 'function ' + $text(v.name) + '/' + v.length;
  }
  if (depth > 4) return '...';
  const none = () => false;
  if (Array.isArray(v)) return '[' + v.map(x => $dump(x, depth + 1)).join(',') + $properties(v, depth, k => k === 'length' || (typeof k === 'string' && String(k >>> 0) === k)) + ']';
  if (v instanceof Map) return 'Map{' + [...v].map(p => $dump(p[0], depth + 1) + '=>' + $dump(p[1], depth + 1)).join(',') + '}';
  if (v instanceof Set) return 'Set{' + [...v].map(x => $dump(x, depth + 1)).join(',') + '}';
  if (v instanceof Error) return v.name + (Object.isFrozen(v) ? '=' : '');
  if (v instanceof Uint8Array) return 'Uint8Array[' + Array.from(v).join(',') + ']';
  const proto = Object.getPrototypeOf(v);
  const name = proto === null ? 'null' : proto === Object.prototype ? '' : typeof proto.constructor === 'function' ? proto.constructor.name : '?';
  return name + (Object.isFrozen(v) ? '=' : Object.isSealed(v) ? '#' : Object.isExtensible(v) ? '' : '!') + '{' + $properties(v, depth, none) + ' }';
}
let $left = 400;
const $out = (tag, v) => { if ($left-- > 0) $log.push(tag + ' ' + $dump(v, 0)); };
const $try = (tag, f) => { try { $out(tag, f()); } catch (e) { $out(tag + '!', e instanceof Error ? e.name : e); } };
