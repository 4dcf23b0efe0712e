using Chain.Primitives;
using Chain.State;

namespace Chain.Contracts;

/// <summary>
/// Codes that are ready to run, the least recently used dropped first. Whether one is here shows nowhere: the first touch in a transaction is charged by a
/// weight that the state holds.
/// </summary>
internal sealed class CodeCache(long bytesMax, ContractCompileOptions options, ICompiledCodeStore? store = null)
{
    /// <summary>About how many bytes of memory a unit of weight takes, once compiled.</summary>
    private const long BytesPerWeight = 3;

    private const long BytesOfAny = 8 * 1024;

    private readonly Dictionary<Hash256, LinkedListNode<LoadedContract>> found = [];
    private readonly LinkedList<LoadedContract> byUse = [];

    /// <summary>The bytes that are kept, by a rough count.</summary>
    internal long Bytes { get; private set; }

    /// <summary>How many codes are kept.</summary>
    internal int Count => found.Count;

    /// <summary>A code that is kept already.</summary>
    internal bool TryGet(Hash256 hash, out LoadedContract code)
    {
        if (!found.TryGetValue(hash, out LinkedListNode<LoadedContract>? node))
        {
            code = null!;
            return false;
        }
        if (!ReferenceEquals(byUse.First, node))
        {
            byUse.Remove(node);
            byUse.AddFirst(node);
        }
        code = node.Value;
        return true;
    }

    /// <summary>Makes a code ready that the state holds, and keeps it.</summary>
    internal LoadedContract Load(Hash256 hash, CodeRecord record)
    {
        if (FromStore(hash, record) is { } stored)
            return Add(new LoadedContract(stored, (long)record.Weight));
        ContractCode? code = ContractCompiler.Compile(record.Source, options, out ContractFault? fault);
        Invariant.Holds(code is not null, $"a stored source compiles; {fault}");
        return Keep(new LoadedContract(code, (long)record.Weight));
    }

    /// <summary>Keeps a code that has just been compiled.</summary>
    internal LoadedContract Keep(LoadedContract code)
    {
        if (TryGet(code.Code.Hash, out LoadedContract known))
            return known;
        ContractCode made = code.Code;
        store?.Write(CompiledCode.KeyOf(made.Hash), () => CompiledCode.Encode(made));
        return Add(code);
    }

    private ContractCode? FromStore(Hash256 hash, CodeRecord record)
    {
        Hash256 key = CompiledCode.KeyOf(hash);
        if (store is null || !store.TryRead(key, out ReadOnlyMemory<byte> bytes))
            return null;
        ContractCode? code = CompiledCode.TryDecode(bytes.Span, hash, record.Source.Span, (long)record.Weight);
        if (code is null)
            store.Reject(key);
        return code;
    }

    private LoadedContract Add(LoadedContract code)
    {
        found.Add(code.Code.Hash, byUse.AddFirst(code));
        Bytes += SizeOf(code);
        while (Bytes > bytesMax && byUse.Last is { } last)
        {
            byUse.RemoveLast();
            found.Remove(last.Value.Code.Hash);
            Bytes -= SizeOf(last.Value);
        }
        return code;
    }

    private static long SizeOf(LoadedContract code) => BytesOfAny + (code.Weight * BytesPerWeight);
}
