using Chain.State;

namespace Chain.Execution.Tests.Contracts;

/// <summary>A state whose entries of one kind cannot be read: what is thrown is the test's choice.</summary>
internal sealed class FaultyState(IStateReader inner, byte prefix, Func<Exception> fault) : IStateReader
{
    public const byte Storage = 14;

    public bool TryGet(ReadOnlySpan<byte> key, out ReadOnlyMemory<byte> value)
    {
        if (key[0] == prefix)
            throw fault();
        return inner.TryGet(key, out value);
    }
}
