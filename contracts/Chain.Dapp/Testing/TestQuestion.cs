using System.Numerics;
using System.Text.Json;
using Chain.Primitives;

namespace Chain.Dapp.Testing;

/// <summary>The parts of a question of 'chain/test', by name.</summary>
internal sealed class TestQuestion(IReadOnlyDictionary<string, JsonElement> parts)
{
    /// <summary>The gas limit, if the test names one.</summary>
    public ulong? Gas => Has("gas") ? (ulong)Between(Integer("gas"), "gas", 1, ulong.MaxValue) : null;

    public bool Has(string name) => !Tagged.IsUndefined(Part(name));

    public JsonElement Part(string name) => parts.TryGetValue(name, out JsonElement part) ? part : default;

    public string Text(string name) => Part(name).GetString()!;

    public BigInteger Integer(string name) => Tagged.Integer(Part(name), name);

    public Address Address(string name) => Tagged.ReadAddress(Text(name), name);

    public Amount Amount(string name) => Primitives.Amount.FromGrains((ulong)Between(Integer(name), name, 0, Primitives.Amount.MaxSupply));

    private static BigInteger Between(BigInteger value, string name, BigInteger min, BigInteger max) =>
        value >= min && value <= max ? value : throw new Misuse($"{name} is {value}; it must be from {min} to {max}");
}
