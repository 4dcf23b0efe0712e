using System.Collections.Immutable;
using Chain.State;

namespace Chain.Dapp.Testing;

/// <summary>A state in memory that is never changed: writes give another one, so that a snapshot is a reference.</summary>
internal sealed class MemoryState : IStateReader
{
    private readonly ImmutableDictionary<Key, ReadOnlyMemory<byte>> _values;

    private MemoryState(ImmutableDictionary<Key, ReadOnlyMemory<byte>> values) => _values = values;

    /// <summary>Nothing in it.</summary>
    public static MemoryState Empty { get; } = new(ImmutableDictionary<Key, ReadOnlyMemory<byte>>.Empty);

    /// <inheritdoc/>
    public bool TryGet(ReadOnlySpan<byte> key, out ReadOnlyMemory<byte> value) => _values.TryGetValue(new Key(key.ToArray()), out value);

    /// <summary>The state after some writes.</summary>
    public MemoryState After(StateWrites writes)
    {
        ImmutableDictionary<Key, ReadOnlyMemory<byte>>.Builder values = _values.ToBuilder();
        foreach (StateWrite write in writes.Items)
        {
            var key = new Key(write.Key.ToArray());
            if (write.NewValue is { } value)
                values[key] = value;
            else
                values.Remove(key);
        }
        return new MemoryState(values.ToImmutable());
    }

    private readonly struct Key(byte[] bytes) : IEquatable<Key>
    {
        private readonly byte[] _bytes = bytes;

        public bool Equals(Key other) => _bytes.AsSpan().SequenceEqual(other._bytes);

        public override bool Equals(object? obj) => obj is Key other && Equals(other);

        public override int GetHashCode()
        {
            var hash = new HashCode();
            hash.AddBytes(_bytes);
            return hash.ToHashCode();
        }
    }
}
