using Chain.Script.Execution;
using Chain.Script.Values;

namespace Chain.Contracts;

/// <summary>Reads the entry of a collection at a place below its count, as its methods and walks give it.</summary>
internal delegate Value ItemReader(Machine machine, StoredCollection collection, uint place);
