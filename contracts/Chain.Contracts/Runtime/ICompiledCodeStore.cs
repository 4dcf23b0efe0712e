using Chain.Primitives;

namespace Chain.Contracts;

/// <summary>
/// Keeps compiled code beyond the process, so that a node that starts again need not compile what it compiled before. Nothing depends on it but time: what is missing, damaged or
/// of another version is compiled from the source, which the state holds. Neither method throws: whatever is wrong with a disk says nothing of a transaction.
/// </summary>
public interface ICompiledCodeStore
{
    /// <summary>What was kept under a key; false when there is nothing, or it cannot be read.</summary>
    bool TryRead(Hash256 key, out ReadOnlyMemory<byte> bytes);

    /// <summary>Keeps what <paramref name="encode"/> gives, some time, on some thread, or not at all. Returns at once.</summary>
    void Write(Hash256 key, Func<byte[]> encode);

    /// <summary>What was read under a key is of no use.</summary>
    void Reject(Hash256 key);
}
