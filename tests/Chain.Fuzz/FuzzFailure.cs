namespace Chain.Fuzz;

/// <summary>An input that escaped: an exception, or a promise that was broken.</summary>
public sealed record FuzzFailure(string Target, ulong Seed, long Execution, byte[] Input, Exception Error)
{
    /// <summary>The name under which the input is kept as a regression: target, then the first bytes of its hash.</summary>
    public string FileName => $"{Target}-{Primitives.Crypto.Hashing.Sha256(Input).ToString()[..16]}.bin";
}
