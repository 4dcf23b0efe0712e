using Chain.Api.Requests;
using Chain.Primitives;
using Chain.Protocol.V1;
using Chain.Types;

namespace Chain.Api.Streams;

/// <summary>Which events are wanted: of one source or all, of one name or all.</summary>
internal sealed record EventFilter(Address? Source, string Name, byte[] Subject)
{
    public static EventFilter Read(StreamEventsRequest request, AddressField addresses) => Read(request.Source, "source", request.Name, addresses);

    public static EventFilter Read(ListEventsRequest request, AddressField addresses) => Read(request.Contract, "contract", request.Name, addresses);

    private static EventFilter Read(string sourceText, string sourceField, string wantedName, AddressField addresses)
    {
        Address? source = sourceText.Length == 0 ? null : addresses.Read(sourceText, sourceField);
        byte[] name = System.Text.Encoding.UTF8.GetBytes(wantedName);
        if (name.Length > ChainEvent.NameBytesMax)
            throw ApiFault.Field("name", $"has {name.Length} bytes, the most is {ChainEvent.NameBytesMax}");
        byte[] subject = source is { } some ? [.. some.Span, .. name] : name;
        return new EventFilter(source, wantedName, subject);
    }

    public bool Takes(ChainEvent chainEvent) =>
        (Source is not { } source || source == chainEvent.Source) && (Name.Length == 0 || string.Equals(Name, chainEvent.Name, StringComparison.Ordinal));
}
