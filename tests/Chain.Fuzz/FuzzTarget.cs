namespace Chain.Fuzz;

/// <summary>Something that reads bytes from outside.</summary>
/// <param name="Name">As typed: ./chain fuzz NAME.</param>
/// <param name="Corpus">Good inputs to start from.</param>
/// <param name="Run">Reads one input. It may refuse it; it may not throw, hang, or accept what it would write differently.</param>
public sealed record FuzzTarget(string Name, IReadOnlyList<byte[]> Corpus, Action<byte[]> Run)
{
    /// <summary>How many times longer than the decoding of one object an execution takes: tests run so many times fewer.</summary>
    public int Weight { get; init; } = 1;
}
