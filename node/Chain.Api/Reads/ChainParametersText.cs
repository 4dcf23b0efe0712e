using Chain.Primitives.Encoding;
using Chain.Protocol.V1;
using ChainParameters = Chain.Types.ChainParameters;

namespace Chain.Api.Reads;

/// <summary>The chain's parameters as canonical bytes and as named numbers.</summary>
internal sealed class ChainParametersText
{
    public ChainParametersText(ChainParameters parameters)
    {
        var writer = new WireWriter(160);
        var named = new List<NamedNumber>(ChainParameters.Fields.Count);
        for (int i = 0; i < ChainParameters.Fields.Count; i++)
        {
            ulong value = ChainParameters.Fields[i].Read(parameters);
            writer.UInt64(i + 1, value);
            named.Add(new NamedNumber { Name = ChainParameters.Fields[i].Name, Value = value });
        }
        Encoded = writer.ToArray();
        Named = named;
    }

    public byte[] Encoded { get; }

    public IReadOnlyList<NamedNumber> Named { get; }
}
