namespace Chain.Rpc;

/// <summary>The sending half of a stream. One writer at a time: calls must not overlap.</summary>
/// <typeparam name="T">The message.</typeparam>
public interface IRpcStreamWriter<in T>
{
    /// <summary>Sends a message, and waits while the receiver's window is full.</summary>
    ValueTask WriteAsync(T message, CancellationToken cancellationToken = default);

    /// <summary>Adds a message to those that the next <see cref="FlushAsync"/> sends: several small ones then travel in one packet. Flushes by itself when much has gathered.</summary>
    ValueTask WriteBufferedAsync(T message, CancellationToken cancellationToken = default);

    /// <summary>Sends what was buffered.</summary>
    ValueTask FlushAsync(CancellationToken cancellationToken = default);
}
