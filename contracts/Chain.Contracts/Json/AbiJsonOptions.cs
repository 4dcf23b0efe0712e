using Chain.Primitives;

namespace Chain.Contracts;

/// <summary>How addresses are written.</summary>
/// <param name="AddressPrefix">The network's prefix of addresses.</param>
public sealed record AbiJsonOptions(string AddressPrefix)
{
    /// <summary>Gives the address of a text that is none itself, such as the name of a key; <c>null</c> if there is none. Without it only addresses are read.</summary>
    public Func<string, Address?>? FindAddress { get; init; }
}
