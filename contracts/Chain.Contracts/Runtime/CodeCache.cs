using Chain.Primitives;
using Chain.State;

namespace Chain.Contracts;

/// <summary>
/// Codes that are ready to run, the least recently used dropped first. Whether one is here shows nowhere: the first touch in a transaction is charged by a
/// weight that the state holds.
/// </summary>
internal sealed class CodeCache(long bytesMax, ContractCompileOptions options)
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

    /// <summary>Compiles a code that the state holds, and keeps it.</summary>
    internal LoadedContract Load(CodeRecord record)
    {
        ContractCode? code = ContractCompiler.Compile(record.Source, options, out ContractFault? fault);
        Invariant.Holds(code is not null, $"a stored source compiles; {fault}");
        return Keep(new LoadedContract(code, (long)record.Weight));
    }

    /// <summary>Keeps a code that has just been compiled.</summary>
    internal LoadedContract Keep(LoadedContract code)
    {
        if (TryGet(code.Code.Hash, out LoadedContract known))
            return known;
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
