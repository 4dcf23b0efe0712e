// Map and Set: the constructors, which drink from an iterator of the caller, and the methods that call back. A cursor walks a
// collection live: it sees entries added while it walks, and is not disturbed by deletions.
import {
  call, cursorKey, cursorOf, cursorStep, cursorValue, newMap, newSet, requireCallable, requireEntry, requireMap, requireNew, requireObject, requireSet, setAdd,
  setCopy, setDelete, setHas, setSize, setSizeOfRecord,
} from 'engine';
import { walk } from 'iterators';

export function Map(entries = undefined) {
  const map = newMap(requireNew(new.target));
  if (entries === undefined || entries === null) return map;
  const adder = map.set;
  requireCallable(adder);
  for (const entry of entries) {
    requireEntry(entry);
    call(adder, map, entry[0], entry[1]);
  }
  return map;
}

export function Set(values = undefined) {
  const set = newSet(requireNew(new.target));
  if (values === undefined || values === null) return set;
  const adder = set.add;
  requireCallable(adder);
  for (const value of values) call(adder, set, value);
  return set;
}

export const mapPrototype = {
  forEach(callback, thisArg = undefined) {
    requireMap(this);
    requireCallable(callback);
    const cursor = cursorOf(this);
    while (cursorStep(cursor)) call(callback, thisArg, cursorValue(cursor), cursorKey(cursor), this);
  },
};

export const setPrototype = {
  forEach(callback, thisArg = undefined) {
    requireSet(this);
    requireCallable(callback);
    const cursor = cursorOf(this);
    while (cursorStep(cursor)) {
      const value = cursorKey(cursor);
      call(callback, thisArg, value, value, this);
    }
  },

  union(other) {
    requireSet(this);
    const record = setRecord(other);
    const keys = keysOf(record);
    const result = setCopy(this);
    for (const value of keys) setAdd(result, value);
    return result;
  },

  intersection(other) {
    requireSet(this);
    const record = setRecord(other);
    const result = newSet();
    if (setSize(this) <= record.size) {
      const cursor = cursorOf(this);
      while (cursorStep(cursor)) {
        const value = cursorKey(cursor);
        if (call(record.has, record.set, value)) setAdd(result, value);
      }
    } else {
      for (const value of keysOf(record))
        if (setHas(this, value)) setAdd(result, value);
    }
    return result;
  },

  difference(other) {
    requireSet(this);
    const record = setRecord(other);
    const result = setCopy(this);
    if (setSize(this) <= record.size) {
      const cursor = cursorOf(result);
      while (cursorStep(cursor)) {
        const value = cursorKey(cursor);
        if (call(record.has, record.set, value)) setDelete(result, value);
      }
    } else {
      for (const value of keysOf(record)) setDelete(result, value);
    }
    return result;
  },

  symmetricDifference(other) {
    requireSet(this);
    const record = setRecord(other);
    const keys = keysOf(record);
    const result = setCopy(this);
    for (const value of keys) {
      if (setHas(this, value)) setDelete(result, value);
      else setAdd(result, value);
    }
    return result;
  },

  isSubsetOf(other) {
    requireSet(this);
    const record = setRecord(other);
    if (setSize(this) > record.size) return false;
    const cursor = cursorOf(this);
    while (cursorStep(cursor))
      if (!call(record.has, record.set, cursorKey(cursor))) return false;
    return true;
  },

  isSupersetOf(other) {
    requireSet(this);
    const record = setRecord(other);
    if (setSize(this) < record.size) return false;
    for (const value of keysOf(record))
      if (!setHas(this, value)) return false;
    return true;
  },

  isDisjointFrom(other) {
    requireSet(this);
    const record = setRecord(other);
    if (setSize(this) <= record.size) {
      const cursor = cursorOf(this);
      while (cursorStep(cursor))
        if (call(record.has, record.set, cursorKey(cursor))) return false;
      return true;
    }
    for (const value of keysOf(record))
      if (setHas(this, value)) return false;
    return true;
  },
};

// What a set method may ask of its argument: its size, once, and the two methods, fetched once.
function setRecord(other) {
  requireObject(other);
  const size = setSizeOfRecord(other.size);
  const has = other.has;
  requireCallable(has);
  const keys = other.keys;
  requireCallable(keys);
  return { set: other, size, has, keys };
}

function keysOf(record) {
  const iterator = call(record.keys, record.set);
  requireObject(iterator);
  return walk(iterator, iterator.next);
}
