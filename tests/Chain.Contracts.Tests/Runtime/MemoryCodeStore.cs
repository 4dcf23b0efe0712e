using Chain.Primitives;

namespace Chain.Contracts.Tests.Runtime;

/// <summary>A store of compiled code in memory that can do what disks do.</summary>
internal sealed class MemoryCodeStore : ICompiledCodeStore
{
    internal Dictionary<Hash256, byte[]> Kept { get; } = [];

    /// <summary>What is read instead of what was kept.</summary>
    internal Func<byte[], byte[]?> Read { get; set; } = static bytes => bytes;

    internal int Found { get; private set; }

    internal int Rejected { get; private set; }

    public bool TryRead(Hash256 key, out ReadOnlyMemory<byte> bytes)
    {
        byte[]? read = Kept.TryGetValue(key, out byte[]? kept) ? Read(kept) : null;
        bytes = read;
        Found += read is null ? 0 : 1;
        return read is not null;
    }

    public void Write(Hash256 key, Func<byte[]> encode) => Kept[key] = encode();

    public void Reject(Hash256 key) => Rejected++;
}
